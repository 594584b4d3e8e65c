#### @k and @K of a variable that is no array quote its value
a='x y'
printf '[%s]' "${a[@]@k}" ${a[@]@k} "${a[*]@k}" "${a@k}" "${a[0]@k}"; echo
printf '[%s]' "${a[@]@K}" ${a[@]@K} "${a[*]@K}" "${a@K}" "${a[0]@K}"; echo
unset a; printf '[%s]' "${a[@]@k}" "${a@k}" "${a[@]@K}"; echo
