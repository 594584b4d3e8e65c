# A script that autoconf has made, and the config.status that it makes.
# Needs: autoconf: /usr/bin/autoconf /usr/share/autoconf/build-aux
# Prepare: autoconf && rm -r autom4te.cache

cp /usr/share/autoconf/build-aux/install-sh .
export CONFIG_SHELL=/bin/bash SHELL=/bin/bash
# What differs from machine to machine.
export AWK=awk MKDIR_P='mkdir -p' ac_cv_prog_make_make_set=yes
bash ./configure --help
bash ./configure --version
bash ./configure --prefix=/opt/hello --with-greeting="it's \"fine\"" --enable-fancy EXTRA=1
echo "status $?"
cat hello Makefile data config.h stamp-h
ls
readlink link.txt
# Bash counts some lines of this script otherwise.
sed -E 's/:[0-9]+:/:LINE:/' config.log | grep -E '^(configure|config.status):LINE|^ac_cv|^#define'
bash ./config.status --help
bash ./config.status --version
bash ./config.status --config
bash ./config.status hello
bash ./config.status --file=- <<<'@prefix@ @GREETING@'
bash ./config.status --recheck
bash ./configure --quiet --cache-file=cache
grep -v PATH cache
bash ./configure --nonsense
bash ./configure --enable-x=1 --with-y --config-cache
bash ./configure --bindir
bash ./configure --srcdir=/nowhere
mkdir build
cd build || exit
bash ../configure --silent
cat Makefile data
ls
