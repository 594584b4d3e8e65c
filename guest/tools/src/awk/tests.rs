//! Programs, their input and their output, as gawk 5.2 has it.

use crate::testing::{check, check_errors, check_on, fixture, run};

#[test]
fn values() {
    check(&[
        ("awk 'BEGIN{print 1==1.0, \"a\"<\"b\", 2<10, \"2\"<\"10\"}'", "", "1 1 1 0\n"),
        ("awk '{print ($1>$2), ($1>\"9\"), ($1==10.0)}'", "10 9\n", "1 0 1\n"),
        ("awk 'BEGIN{x; print x+0, x \"\", length(x), (x==0), (x==\"\")}'", "", "0  0 1 1\n"),
        ("awk '{print ($3==0), ($3==\"\")}'", "a b\n", "0 1\n"),
        (
            "awk 'BEGIN{print 1e6, 0.1, 1/3, 2^53, 1e300==1e300, 100000*100000, -3%2, 2^0.5}'",
            "",
            "1000000 0.1 0.333333 9007199254740992 1 10000000000 -1 1.41421\n",
        ),
        ("awk 'BEGIN{OFMT=\"%.2f\"; CONVFMT=\"%.3f\"; x=3.14159; print x, x \"\", 3}'", "", "3.14 3.142 3\n"),
        (
            "awk '{print $1*2, \"3x\"+1, \".5.\"+0, \"+5\"+0, \"0x10\"+0, \"1e2\"+0}'",
            "5apples\n",
            "10 4 0.5 5 0 100\n",
        ),
        ("awk 'BEGIN{print 017, 0x11, -0, !x, !\"a\", - -3}'", "", "15 17 0 1 0 3\n"),
        ("awk 'BEGIN{print log(0), -log(0), \"+nan\"+0}'", "", "-inf +inf +nan\n"),
    ]);
}

#[test]
fn operators() {
    check(&[
        ("awk 'BEGIN{print 1+2*3,(1+2)*3,10/4,10-2-3,2^3^2,-2^2,2**3}'", "", "7 9 2.5 5 512 -4 8\n"),
        (
            "awk 'BEGIN{x=5;x+=2;x-=1;x*=3;x/=2;x%=5;x^=2;print x; i=5;print i++,i,++i,i--,--i}'",
            "",
            "16\n5 6 7 7 5\n",
        ),
        ("awk 'BEGIN{print 1 \" \" -1, 1 -1, \"a\" 1+1 \"b\"}'", "", "1-1 0 a2b\n"),
        ("awk 'BEGIN{print 1?2:3,0?2:0?4:5; x=y=3; print x,y; print 1&&0,0||1}'", "", "2 5\n3 3\n0 1\n"),
        ("awk '$0 ~ \"^a\" && /c$/ && !/z/{print \"yes\"}'", "abc\n", "yes\n"),
        ("awk '{re=\"^a.c$\"; print $0~re, $0!~re, /a\\/b/, /a[/]b/}'", "abc\n", "1 0 0 0\n"),
        ("awk 'BEGIN{print length(\"x\" 5 + 3), (1)(2), 1 > \"/dev/stdout\"}'", "", "2 12 1\n"),
        ("awk 'BEGIN{if(!(\"x\" in a))print \"no\";a[\"x\",1];print ((\"x\",1) in a)}'", "", "no\n1\n"),
    ]);
}

#[test]
fn fields_and_records() {
    check(&[
        ("awk '{$2=\"X\"; print; print NF}'", "a b c\n", "a X c\n3\n"),
        ("awk '{$5=\"X\"; print; print NF; NF=2; print}'", "a b c\n", "a b c  X\n5\na b\n"),
        ("awk -F: -v OFS=- '{$1=$1; print; print $NF, $(NF-1)}'", "a:b:c\n", "a-b-c\nc-b\n"),
        ("awk -F '[0-9]+' '{print $1,$2,$3,NF}'", "a1b22c\n", "a b c 3\n"),
        ("awk 'BEGIN{FS=\"\"} {print NF,$2}'", "aäc\n", "3 ä\n"),
        ("awk -F '|' '{print $2; FS=\":\"}'", "a|b\nc:d\n", "b\nd\n"),
        (
            "awk 'BEGIN{RS=\"\";FS=\":\"}{for(i=1;i<=NF;i++) print NR,i,$i}'",
            "\n\na b\nc:d\n\n\ne\n\n",
            "1 1 a b\n1 2 c\n1 3 d\n2 1 e\n",
        ),
        ("awk 'BEGIN{RS=\";\"}{print \"[\"$0\"]\"}'", "a;b;c\n", "[a]\n[b]\n[c\n]\n"),
        ("awk 'BEGIN{RS=\"[0-9]+\"}{print $0, RT}'", "a1b22c333", "a 1\nb 22\nc 333\n"),
        ("awk '{getline; print NR, $0} END{print NR, $0}'", "1\n2\n3\n", "2 2\n3 3\n3 3\n"),
        ("awk 'BEGIN{$0=\"a b\"; $4=1; $0=$0 \" x\"; print NF, $5}'", "", "4 \n"),
        ("awk 'NR==2,/4/ {print} /1/,/1/'", "1\n2\n3\n4\n5\n", "1\n2\n3\n4\n"),
    ]);
}

#[test]
fn statements() {
    check(&[
        (
            "awk 'BEGIN{while(i<3){i++;if(i==2)continue;print i}do{print \"d\" i;i--}while(i>1);for(;;)if(++j>3)break;print j}'",
            "",
            "1\n3\nd3\nd2\n4\n",
        ),
        ("awk 'NR%2==0{next}{print}END{print NR,$0}'", "1\n2\n3\n4\n", "1\n3\n4 4\n"),
        (
            "awk 'BEGIN{for(i=12;i>0;i--)a[i]; for(k in a)printf \"%s \",k; delete a[3]; print length(a); delete a; print length(a)}'",
            "",
            "1 2 3 4 5 6 7 8 9 10 11 12 11\n0\n",
        ),
        (
            "awk 'BEGIN{for(i=0;i<4;i++)switch(i){case 1:continue;case /2/:print \"two\";break;default:print \"d\" i}}'",
            "",
            "d0\ntwo\nd3\n",
        ),
        ("awk 'function f(n){return n<=1?1:n*f(n-1)} BEGIN{print f(10)}'", "", "3628800\n"),
        (
            "awk 'function g(a,k,  l){a[k]=k*2;l[k];return length(l)}BEGIN{print g(q,3)+g(q,4),length(q),q[4]}'",
            "",
            "2 2 8\n",
        ),
        ("awk 'function r(n){if(n)r(n-1)} BEGIN{r(20000);print \"deep\"}'", "", "deep\n"),
        ("awk '!seen[$0]++'", "a\nb\na\n", "a\nb\n"),
        ("awk '{s[$1]+=$2} END{for(k in s)print k,s[k]}'", "x 1\ny 2\nx 3\n", "x 4\ny 2\n"),
        (
            "awk 'BEGIN{PROCINFO[\"sorted_in\"]=\"@val_num_desc\";a[\"b\"]=3;a[\"a\"]=10;for(k in a)print k}'",
            "",
            "a\nb\n",
        ),
    ]);
}

#[test]
fn functions() {
    check(&[
        (
            "awk 'BEGIN{print substr(\"hello\",2,3),substr(\"hello\",0,2),substr(\"häl\",2,1),index(\"foobar\",\"bar\")}'",
            "",
            "ell he ä 4\n",
        ),
        (
            "awk 'BEGIN{n=split(\"a1b2c\",p,/[0-9]/,s);print n,p[3],s[1] s[2],split(\"  a b \",q),split(\"\",r),split(\"xyz\",t,\"\")}'",
            "",
            "3 c 12 2 0 3\n",
        ),
        (
            "awk '{n=gsub(/o/,\"[&]\"); sub(/b/,\"\\\\&\"); print n, $0, NF}'",
            "foo bar\n",
            "2 f[o][o] &ar 2\n",
        ),
        ("awk '{gsub(/x*/,\"-\"); print}'", "xab\n", "-a-b-\n"),
        ("awk '{gsub(/$/,\"!\"); gsub(/^/,\"<\"); gsub(\"b\",\"\"); print}'", "abc\n", "<ac!\n"),
        (
            "awk 'BEGIN{print gensub(/(a)(b)/,\"\\\\2\\\\1\",\"g\",\"abab\"), gensub(/a/,\"x\",2,\"aaa\")}'",
            "",
            "baba axa\n",
        ),
        (
            "awk 'BEGIN{match(\"foo123\",/([a-z]+)([0-9]+)/,m);print RSTART,RLENGTH,m[1],m[2,\"start\"]; print match(\"x\",/y/),RLENGTH}'",
            "",
            "1 6 foo 4\n0 -1\n",
        ),
        (
            "awk 'BEGIN{print toupper(\"aä\"),tolower(\"AB\"),int(-3.9),strtonum(\"0x1F\"),and(12,10),or(12,10),xor(12,10),lshift(1,4)}'",
            "",
            "AÄ ab -3 31 8 14 6 16\n",
        ),
        (
            "awk 'BEGIN{a[1]=10;a[2]=9;a[3]=\"x\";n=asort(a,b);print n,b[1],b[3];c[\"z\"];c[\"y\"];asorti(c);print c[1]}'",
            "",
            "3 9 x\ny\n",
        ),
        (
            "awk 'BEGIN{print strftime(\"%Y-%m-%d\",86400,1), srand(5), srand(), (rand()<1)}'",
            "",
            "1970-01-02 0 5 1\n",
        ),
        (
            "awk 'BEGIN{printf \"%5.2f|%-5s|%05d|%c|%c|%x\\n\",3.14159,\"ab\",42,65,\"hello\",255}'",
            "",
            " 3.14|ab   |00042|A|h|ff\n",
        ),
        ("awk '{print length, length()}'", "häl lo\n", "6 6\n"),
    ]);
}

#[test]
fn files() {
    let fixture = fixture().file("f1", b"a\n").file("f2", b"b\nc\n").file("p.awk", b"{ print \"p\", $0 }\n");
    check_on(
        &fixture,
        &[
            ("awk '{print FILENAME,FNR,NR,$0}' f1 f2", "", "f1 1 1 a\nf2 1 2 b\nf2 2 3 c\n"),
            ("awk 'FNR==NR{a[$1];next}!($1 in a)' f1 f2", "", "b\nc\n"),
            ("awk -f p.awk f1", "", "p a\n"),
            ("awk '{print v,$0}' v=1 f1 v=2 -", "in\n", "1 a\n2 in\n"),
            (
                "awk 'BEGIN{while((getline l < \"f2\")>0)n++; print n, NR, (getline x < \"none\")}'",
                "",
                "2 0 -1\n",
            ),
            (
                "awk '{print > \"o\"; print >> \"o\"} END{close(\"o\"); while((getline l < \"o\")>0) print l}' f1",
                "",
                "a\na\n",
            ),
            ("awk 'FNR==1{nextfile}{print}' f1 f2", "", ""),
            ("awk 'BEGIN{print ARGC, ARGV[0], ARGV[2]; exit} END{print \"end\"}' x y", "", "3 awk y\nend\n"),
        ],
    );
    let output = run(&fixture, "awk '{exit 4} END{print \"end\"}' f1", "");
    assert_eq!((output.status, output.out().as_str()), (4, "end\n"));
}

#[test]
fn errors() {
    check_errors(&[
        (
            "awk '{print'",
            1,
            "awk: cmd. line:1: {print\nawk: cmd. line:1:       ^ unexpected newline or end of string\n",
        ),
        (
            "awk 'BEGIN{foo(}'",
            1,
            "awk: cmd. line:1: BEGIN{foo(}\nawk: cmd. line:1:           ^ syntax error\n",
        ),
        ("awk '/[/'", 1, "awk: cmd. line:1: /[/\nawk: cmd. line:1:  ^ unterminated regexp\n"),
        ("awk 'BEGIN{nothing(1)}'", 2, "awk: cmd. line:1: fatal: function `nothing' not defined\n"),
        ("awk 'BEGIN{x=0;print 1/x}'", 2, "awk: cmd. line:1: fatal: division by zero attempted\n"),
        ("awk 'BEGIN{print 1/0}'", 1, "awk: cmd. line:1: error: division by zero attempted\n"),
        (
            "awk '{print}' none",
            2,
            "awk: fatal: cannot open file `none' for reading: No such file or directory\n",
        ),
        (
            "awk 'BEGIN{printf \"%s\"}'",
            2,
            "awk: cmd. line:1: fatal: not enough arguments to satisfy format string\n\t`%s'\n\t ^ ran out for this one\n",
        ),
        (
            "awk 'BEGIN{print \"\\q\"}'",
            0,
            "awk: cmd. line:1: warning: escape sequence `\\q' treated as plain `q'\n",
        ),
        (
            "awk 'BEGIN{x[1]=1; print x}'",
            2,
            "awk: cmd. line:1: fatal: attempt to use array `x' in a scalar context\n",
        ),
        (
            "awk 'BEGIN{break}'",
            1,
            "awk: cmd. line:1: error: `break' is not allowed outside a loop or switch\n",
        ),
        (
            "awk 'function f(){f()} BEGIN{f()}'",
            2,
            "awk: cmd. line:1: fatal: function call nesting too deep\n",
        ),
    ]);
    let deep = format!("awk 'BEGIN{{print {}1{}}}'", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(run(&fixture(), &deep, "").status, 1);
    let long = format!("awk 'BEGIN{{print 1{}}}'", "+1".repeat(5000));
    assert_eq!(run(&fixture(), &long, "").status, 1);
}
