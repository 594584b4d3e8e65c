# Names of parameters that braces put together.

#### a dollar from braces
va=1 vb=2
echo "$"{va,vb} {$,x}{va,vb} \${va,vb} a{$,}{va,vb}c {$,x}{1,2} {$,$}va {$,}{'va',vb} {a$,b}{va,vb}/* {$,x}{@,#}
