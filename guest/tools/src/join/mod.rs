//! `join [OPTION]... FILE1 FILE2`: joins the lines of two sorted files that have a field in
//! common.
//!
//! Exit status: 1 where a file fails or is not sorted.

use crate::filter::{Filter, plain};
use crate::frame;
use bashwit_args::quotef_colon;
use bashwit_kernel::{Context, ExitStatus};

mod merge;
mod options;

use merge::File;
use options::Join;

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, options::parse, run).await
}

async fn run(context: &Context, join: Join) -> ExitStatus {
    let mut filter =
        Filter::new(context).wording(plain, |_, error| format!("read error: {error}").into_bytes());
    let mut texts = [Vec::new(), Vec::new()];
    for (name, text) in join.files.iter().zip(&mut texts) {
        let Some(mut input) = filter.open(name).await else { return ExitStatus::FAILURE };
        *text = filter.rest(&mut input).await;
        if filter.failed {
            return ExitStatus::FAILURE;
        }
    }
    let [first, second] = &texts;
    let mut merge = merge::Merge::new(&join, File::new(&join, 0, first), File::new(&join, 1, second));
    merge.header(filter.output.buffer());
    while merge.step(filter.output.buffer()) {
        report(&mut filter, &join, &mut merge).await;
        if filter.failed {
            return ExitStatus::FAILURE;
        }
        if let Err(broken) = filter.flush_if_full().await {
            return filter.finish(Err(broken)).await;
        }
    }
    report(&mut filter, &join, &mut merge).await;
    if merge.is_unsorted() && !filter.failed {
        filter.fail("input is not in sorted order").await;
    }
    filter.finish(Ok(())).await
}

/// Names the first line out of order of each file.
async fn report(filter: &mut Filter<'_>, join: &Join, merge: &mut merge::Merge<'_>) {
    while let Some((file, number, line)) = merge.take_disorder() {
        let name = join.files.get(file).map_or(&b"-"[..], Vec::as_slice);
        let place = format!(":{number}: is not sorted: ");
        let message = [&quotef_colon(name)[..], place.as_bytes(), line].concat();
        filter.fail(message).await;
        filter.failed = join.check_order == Some(true);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_on, fixture, run};

    #[test]
    fn joins() {
        let fixture = fixture()
            .file("a", b"1 a x\n2 b y\n4 d z\n")
            .file("b", b"1 A\n2 B\n2 BB\n3 C\n")
            .file("c", b"k:1\nl:2\n")
            .file("d", b"1,:x\n2:y\n");
        check_on(
            &fixture,
            &[
                ("join a b", "", "1 a x A\n2 b y B\n2 b y BB\n"),
                ("join -a1 a b", "", "1 a x A\n2 b y B\n2 b y BB\n4 d z\n"),
                ("join -v2 a b", "", "3 C\n"),
                ("join -a1 -a2 -e- -o 0,1.2,2.2 a b", "", "1 a A\n2 b B\n2 b BB\n3 - C\n4 d -\n"),
                ("join -o auto -a1 -e. a b", "", "1 a x A\n2 b y B\n2 b y BB\n4 d z .\n"),
                ("join -t: -1 2 -2 1 c d", "", "2:l:y\n"),
                ("join -i -j1 - b", "2 q\n", "2 q B\n2 q BB\n"),
                ("join --header a -", "H I\n1 Q\n", "1 a x I\n"),
            ],
        );
    }

    #[test]
    fn disorder() {
        let fixture = fixture().file("a", b"2 a\n1 b\n").file("b", b"3 c\n");
        let output = run(&fixture, "join a b", "");
        let err = "join: a:2: is not sorted: 1 b\njoin: input is not in sorted order\n";
        assert_eq!((output.status, output.err().as_str()), (1, err));
        assert_eq!(run(&fixture, "join --nocheck-order a b", "").status, 0);
    }
}
