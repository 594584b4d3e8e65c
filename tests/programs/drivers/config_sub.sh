# Names of machines, made canonical by config.sub.
# Needs: autotools-dev: /usr/share/misc/config.sub

names=(
  i386 i486-linux i686 amd64 x86_64 x64 x86_64-linux x86_64-pc-linux-gnu x86_64-linux-gnux32
  amd64-freebsd x86_64-w64-mingw32 i686-mingw32 i386-msdosdjgpp i586-cygwin sun4 sun3 sparc
  sparc64-sun-solaris2 sparclite solaris2 ultra arm armv7l-linux-gnueabihf aarch64 arm64-apple-darwin20
  aarch64-linux-android aarch64_be-none-elf mips mipsel-linux mips64-sgi-irix6 mipsisa64r6-linux
  ppc ppc64le powerpc-apple-darwin powerpcspe-linux rs6000 aix hppa parisc-linux hp300 hpux alpha
  alphaev56-osf dec-osf vax-vms vms s390x s390-ibm-linux-gnu sh4-linux ia64-hp-hpux11 m68k m68k-coff
  next amiga atari mint riscv64 riscv64-unknown-elf riscv32-linux-musl loongarch64 wasm32 wasm32-wasi
  wasm32-unknown-emscripten avr-none-none msp430 pdp11 cray ymp os2 dos32 qnx nacl linux gnu hurd
  i686-gnu i686-kfreebsd-gnu x86_64-redox x86_64-fuchsia arm-none-eabi thumb-linux c54x tic6x-elf
  z80 xps bluegene gm none js-none nonsense a-b-c-d-e-f i386-nonsense x86_64-linux-nonsense '' -x
)
for name in "${names[@]}"; do
  printf '%s: ' "$name"
  bash /usr/share/misc/config.sub "$name" 2>&1
  echo "status $?"
done
for option in --help --version --time-stamp -t --nonsense; do
  echo "== $option"
  bash /usr/share/misc/config.sub "$option"
  echo "status $?"
done
bash /usr/share/misc/config.sub
bash /usr/share/misc/config.sub one two
bash /usr/share/misc/config.sub x86_64 two
echo amd64 | bash /usr/share/misc/config.sub -
