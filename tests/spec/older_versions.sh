# What older versions did, as BASH_COMPAT asks for it.
#### levels and options
for o in compat31 compat32 compat40 compat41 compat42 compat43 compat44; do shopt -s $o; echo $? $BASH_COMPAT; shopt | grep compat.*on; done
shopt -u compat44; echo "[$BASH_COMPAT]"
shopt -s compat31; shopt -s compat42; shopt | grep compat; shopt -u compat31; echo "[$BASH_COMPAT]"; shopt -u compat42;  echo "[$BASH_COMPAT]"
BASH_COMPAT=4.3; shopt compat43; unset BASH_COMPAT; shopt compat43; BASH_COMPAT=; shopt compat43;
BASH_COMPAT=30; echo $? $BASH_COMPAT; BASH_COMPAT=53; echo $BASH_COMPAT; BASH_COMPAT=5.2; BASH_COMPAT=x; BASH_COMPAT=4; BASH_COMPAT=4.5; BASH_COMPAT=45;BASH_COMPAT=3.0; BASH_COMPAT=4.44; BASH_COMPAT=5.1; shopt | grep compat
f() { local BASH_COMPAT=42; shopt compat42; }; f; shopt compat42
BASH_COMPAT=42 eval 'shopt compat42'; shopt compat42
#### quoted regular expressions
for BASH_COMPAT in 31 32 52; do [[ a.b =~ "a." ]] && echo "${BASH_REMATCH[0]}"; [[ axb =~ 'a.b' ]]; echo $?; [[ axb =~ a\.b ]]; echo $?; p=a.b; [[ axb =~ "$p" ]]; echo $?; done
#### random numbers
for BASH_COMPAT in 50 51; do RANDOM=1; echo $RANDOM $RANDOM $RANDOM; RANDOM=0; echo $RANDOM $RANDOM; done
#### arrays that are unset
for BASH_COMPAT in 44 51 52; do a=(1 2); a[5]=x; unset 'a[*]'; declare -p a; declare -A h=([@]=1 [b]=2); unset 'h[@]'; declare -p h; s=1; unset 's[@]'; echo $?; unset h a; done
#### loops around functions and subshells
for BASH_COMPAT in 43 44 50; do
f() { break; echo after; }; for i in 1 2; do f; echo loop; done
f() { continue; echo after; }; for i in 1 2; do f; echo loop; done
f() { break 2; echo after; }; for i in 1 2; do for j in 1 2; do f; echo loop; done; echo outer; done
for i in 1 2; do (break; echo sub); echo $?; (continue; echo sub2); echo $?; x=$(break; echo cs); echo "$x $?"; done
for i in 1 2; do break | cat; echo p $?; done
done
#### an empty table of commands
for BASH_COMPAT in 50 51; do hash -r; hash -l; echo $?; hash; done
