// The tree that a new shell finds: home, /tmp, /usr/bin with the commands, /dev, /etc.

import { Fs } from './vfs.mjs';

const DIRECTORIES = [
  '/dev/fd', '/etc', '/usr/bin', '/usr/lib', '/usr/local/bin', '/usr/sbin', '/usr/share', '/var/log',
];
const LINKS = [['/bin', 'usr/bin'], ['/lib', 'usr/lib'], ['/sbin', 'usr/sbin']];
const DEVICES = ['full', 'null', 'random', 'stderr', 'stdin', 'stdout', 'tty', 'urandom', 'zero'];

/** Makes a tree with a home for `user`. `commands` are the names that shall stand in /usr/bin: the
 * shell looks there for its tools, and knows them by path. The other options are those of
 * `Fs.create`. */
export function standardTree({ user = 'user', commands = [], ...options } = {}) {
  const fs = Fs.create(options);
  const home = `/home/${user}`;
  for (const path of [...DIRECTORIES, home]) fs.createDirs(path);
  for (const path of ['/tmp', '/var/tmp']) fs.createDir(path, 0o1777);
  for (const [path, target] of LINKS) fs.symbolicLink(target, path);
  for (const name of DEVICES) fs.createDevice(`/dev/${name}`, 0o666);
  fs.writeFile('/etc/passwd', `root:x:0:0:root:/root:/bin/bash\n${user}:x:1000:1000:${user}:${home}:/bin/bash\n`);
  fs.writeFile('/etc/group', `root:x:0:\n${user}:x:1000:\n`);
  for (const name of commands) {
    fs.writeFile(`/usr/bin/${name}`, `#!/bin/bash\nexec /usr/bin/${name} "$@"\n`);
    fs.setMode(`/usr/bin/${name}`, 0o755);
  }
  return fs;
}
