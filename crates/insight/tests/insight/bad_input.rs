//! Broken export files: each gives a defined result, or an error with file and line.

use cabildo_insight::polis::{
    Comment, PolisError, count_differences, read_comments, read_published, read_summary, read_votes,
};

const COMMENTS: &str =
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n";
const VOTES: &str = "timestamp,datetime,comment-id,voter-id,vote\n";
const MATRIX: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n";

fn comments(rows: &str) -> Result<Vec<Comment>, PolisError> {
    read_comments("comments.csv", format!("{COMMENTS}{rows}").as_bytes())
}

/// The error for a file of votes on the comments 0 and 1.
fn votes_error(text: &[u8]) -> String {
    let known = comments("1,d,0,0,1,0,1,a\n1,d,1,0,0,0,1,b\n").unwrap();
    read_votes("votes.csv", text, &known)
        .unwrap_err()
        .to_string()
}

fn matrix_error(rows: &str) -> String {
    read_published("matrix.csv", format!("{MATRIX}{rows}").as_bytes())
        .unwrap_err()
        .to_string()
}

#[test]
fn texts_keep_their_line_breaks_and_blanks_and_the_next_row_its_line() {
    let found = comments("5,d,1,0,2,3,-1,\"first\nsecond \"\n5,d,0,7,0,0,0,?\n").unwrap();
    assert_eq!(
        (found[1].body.as_str(), found[1].line),
        ("first\nsecond ", 2)
    );
    assert_eq!(
        (found[0].body.as_str(), found[0].line, found[0].author),
        ("?", 4, 7)
    );
}

#[test]
fn lines_are_right_whatever_they_end_with() {
    for end in ["\n", "\r\n"] {
        let rows = [
            "1,d,0,0,1,0,1,a",
            "1,d,1,0,1,0,1,\"two",
            "lines\"",
            "",
            "1,d,2,0,1,0,1,c",
            "1,d,3",
        ];
        let text = format!("{COMMENTS}{}", rows.join("\n")).replace('\n', end);
        let mut told = Vec::new();
        let cut = text.len() - "1,d,3".len();
        let found = read_comments("comments.csv", &text.as_bytes()[..cut]).unwrap();
        told.extend(found.iter().map(|comment| comment.line));
        assert_eq!(told, [2, 3, 6], "{text:?}");
        let error = read_comments("comments.csv", text.as_bytes()).unwrap_err();
        assert_eq!(error.line, 7, "{text:?}");
    }
}

#[test]
fn a_vote_at_an_impossible_time_is_refused_with_its_line() {
    assert_eq!(
        votes_error(format!("{VOTES}1,d,0,4,1\n-1,d,0,4,1\n").as_bytes()),
        "votes.csv, line 3: -1 is not a time in the past"
    );
}

#[test]
fn columns_are_found_by_name_whatever_their_order() {
    let text = "xid,vote,voter-id,comment-id,timestamp\n,1,4,0,9\n";
    let casts = read_votes(
        "votes.csv",
        text.as_bytes(),
        &comments("1,d,0,0,1,0,1,a\n").unwrap(),
    )
    .unwrap();
    assert_eq!((casts[0].participant, casts[0].at), (4, 9));
}

#[test]
fn an_empty_file_lacks_its_columns() {
    assert_eq!(
        votes_error(b""),
        "votes.csv, line 1: the column \"timestamp\" is missing"
    );
}

#[test]
fn a_column_that_is_there_twice_is_refused() {
    assert_eq!(
        votes_error(b"vote,vote\n"),
        "votes.csv, line 1: the column \"vote\" is there twice"
    );
}

#[test]
fn a_row_that_was_cut_off_is_refused_with_its_line() {
    let text = format!("{VOTES}1,d,0,4,1\n1,d,0");
    assert_eq!(
        votes_error(text.as_bytes()),
        "votes.csv, line 3: the row has 3 cells, the header has 5"
    );
}

#[test]
fn a_quoted_text_that_was_cut_off_is_refused_with_its_line() {
    for cut in ["1,d,0,0,1,0,1,\"half a", "1,d,0,0,\"1"] {
        let error = comments(&format!("1,d,1,0,1,0,1,a\n{cut}"))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "comments.csv, line 3: a quoted cell is never closed; the file seems to be cut off"
        );
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_refused_with_their_line() {
    let text = [VOTES.as_bytes(), b"1,d,0,4,1\n1,\xff,0,4,1\n"].concat();
    assert_eq!(
        votes_error(&text),
        "votes.csv, line 3: the text is not UTF-8"
    );
}

#[test]
fn a_vote_that_is_no_vote_is_refused_with_its_line() {
    for vote in ["2", "agree", "", "0.5", "-"] {
        let text = format!("{VOTES}1,d,0,4,{vote}\n");
        assert_eq!(
            votes_error(text.as_bytes()),
            format!("votes.csv, line 2: {vote:?} is no valid vote")
        );
    }
}

#[test]
fn a_vote_on_an_unknown_comment_is_refused_with_its_line() {
    let text = format!("{VOTES}1,d,0,4,1\n1,d,9,4,1\n");
    assert_eq!(
        votes_error(text.as_bytes()),
        "votes.csv, line 3: there is no comment 9"
    );
}

#[test]
fn a_comment_that_is_there_twice_is_refused_with_its_line() {
    let error = comments("1,d,0,0,1,0,1,a\n1,d,0,0,1,0,1,b\n")
        .unwrap_err()
        .to_string();
    assert_eq!(error, "comments.csv, line 3: comment 0 is there twice");
}

#[test]
fn a_matrix_that_contradicts_itself_is_refused_with_its_line() {
    assert_eq!(
        matrix_error("4,,0,2,1,0,1,\n"),
        "matrix.csv, line 2: n-votes is 2, but the row holds 1"
    );
    assert_eq!(
        matrix_error("4,,0,1,1,0,1,\n4,,0,0,0,0,,\n"),
        "matrix.csv, line 3: participant 4 is there twice"
    );
    assert_eq!(
        matrix_error("4,x,0,1,1,0,1,\n"),
        "matrix.csv, line 2: \"x\" is no valid group-id"
    );
}

#[test]
fn a_summary_may_hold_line_breaks_but_no_key_twice() {
    let summary = read_summary("s", "topic,Parks\nabout,\"two\nlines\"\n".as_bytes()).unwrap();
    assert_eq!(
        (summary.get("topic"), summary.get("about")),
        (Some("Parks"), Some("two\nlines"))
    );
    let error = read_summary("s", "topic,a\ntopic,b\n".as_bytes())
        .unwrap_err()
        .to_string();
    assert_eq!(error, "s, line 2: \"topic\" is there twice");
}

#[test]
fn votes_that_are_missing_at_the_end_of_the_file_are_noticed() {
    let known = comments("1,d,0,0,2,0,1,a\n").unwrap();
    let casts = read_votes(
        "votes.csv",
        format!("{VOTES}1,d,0,4,1\n").as_bytes(),
        &known,
    )
    .unwrap();
    let found = count_differences(&known, &casts);
    assert_eq!(
        (found[0].comment, found[0].stated, found[0].counted),
        (0, (2, 0), (1, 0))
    );
}
