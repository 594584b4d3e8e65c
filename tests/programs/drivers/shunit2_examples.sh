# The examples that come with shunit2, each run as a script of its own.
# Needs: shunit2: /usr/share/shunit2 /usr/share/doc/shunit2/examples

cp -r /usr/share/doc/shunit2/examples examples
cp /usr/share/shunit2/shunit2 shunit2
cd examples || exit
for test in *_test.sh; do
  for mode in '' --posix; do
    echo "=== bash $mode $test"
    bash $mode "$test"
    echo "status $?"
  done
done
