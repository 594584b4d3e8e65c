# The machine as config.guess sees it, by what a made-up `uname` says.
# Needs: autotools-dev: /usr/share/misc/config.guess

mkdir bin
PATH=$HOME/bin:$PATH
cat >bin/uname <<'UNAME'
#!/bin/bash
case ${1-} in
  -m) echo "$MACHINE" ;;
  -r) echo "$RELEASE" ;;
  -s) echo "$SYSTEM" ;;
  -v) echo "$VERSION" ;;
  -p) echo "${PROCESSOR-$MACHINE}" ;;
  *) exit 1 ;;
esac
UNAME
# A compiler that knows no macros and makes no programs.
cat >bin/cc <<'CC'
#!/bin/bash
case " $* " in
  *' -E '*) grep -v '^[[:blank:]]*#' ;;
  *' -c '*) ;;
  *) exit 1 ;;
esac
CC
for tool in ldd arch hostinfo sysctl lsattr oslevel; do printf '#!/bin/sh\nexit 1\n' >"bin/$tool"; done
chmod +x bin/*
hash -r
guess() {
  echo "$1 $2 $3 $4: $(MACHINE=$1 SYSTEM=$2 RELEASE=$3 VERSION=$4 bash /usr/share/misc/config.guess 2>&1)"
}
guess x86_64 FreeBSD 13.2-RELEASE x
guess i386 FreeBSD 12.1-STABLE x
guess amd64 OpenBSD 7.3 GENERIC
guess arm NetBSD 9.3 x
guess x86_64 DragonFly 6.4-RELEASE x
guess powerpc NetBSD 9.3 x
guess sun4u SunOS 5.10 Generic
guess i86pc SunOS 5.11 11.4
guess alpha OSF1 V5.1 2650
guess 'Power Macintosh' Darwin 8.11.0 x
guess arm64 Darwin 22.1.0 x
guess i686 CYGWIN_NT-10.0 3.4.6 x
guess x86_64 MINGW64_NT-10.0 3.4.6 x
guess i686 MSYS_NT-6.1 2.10 x
guess mips Plan9 4 x
guess x86_64 GNU 0.9 x
guess i686-AT386 GNU 0.9 x
guess x86_64 Haiku 1 x
guess BePC BeOS 5.0 x
guess i386 Minix 3.3 x
guess x86_64 SerenityOS 1.0 x
guess x86_64 Midipix 1 x
guess aarch64 Redox 0.8 x
guess 9000/785 HP-UX B.11.11 U
guess ia64 HP-UX B.11.31 U
guess 0001 AIX 1 5
guess CRAY SV1 10.0 x
guess vax ULTRIX 4.5 x
guess BeBox BeOS 5 x
guess x Unknown 1 x 2>&1 | sed 's/config.guess timestamp.*/STAMP/' | head -n 12
for option in --help --version --time-stamp -t --nonsense extra; do
  echo "== $option"
  bash /usr/share/misc/config.guess "$option"
  echo "status $?"
done
