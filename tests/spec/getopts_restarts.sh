# OPTIND that is set in the middle of a word of options.

#### to a later word
set -- -abc -d -e
getopts abcde option; echo "$option $OPTIND"
OPTIND=2
while getopts abcde option; do echo "$option $OPTIND"; done
echo "end $OPTIND"

#### to the first word
set -- -abc -d
getopts abcd option; echo "$option $OPTIND"
OPTIND=1
while getopts abcd option; do echo "$option $OPTIND"; done
echo "end $OPTIND"

#### beyond the last word, and to what is no number
set -- -abc
getopts abc option; echo "$option $OPTIND"
OPTIND=5
getopts abc option; echo "$? $option $OPTIND"
OPTIND=2
getopts abc option; echo "$? $option $OPTIND"
set -- -abc
OPTIND=1
getopts abc option; echo "$? $option $OPTIND"
OPTIND=text
getopts abc option; echo "$? $option $OPTIND"
