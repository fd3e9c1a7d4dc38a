//! Recipes: what the linter refuses in them and where.

use daicho_connectors::manifest::{Shapes, lint, load};
use daicho_domain::integration::ChangeKind;

const RECIPE: &str = include_str!("../recipes/members.yaml");

/// Line and message of what is wrong after a change.
#[track_caller]
fn first_problem(changed: &str, into: &str) -> (usize, String) {
    assert!(RECIPE.contains(changed), "the recipe has no {changed}");
    let problems = lint(&RECIPE.replace(changed, into), &Shapes::new());
    let first = problems.first().unwrap_or_else(|| panic!("nothing is wrong with {into}"));
    (first.line, first.message.clone())
}

#[test]
fn a_recipe_of_everything_is_right() {
    assert_eq!(lint(RECIPE, &Shapes::new()), vec![]);
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    for (changed, into, line, told) in [
        ("go_to: /login", "go_to: login", 9, "begins with"),
        ("go_to: /login", "visit: /login", 9, "visit"),
        ("go_to: /login", "go_to: '/login?p={{ password }}'", 9, "secret"),
        ("go_to: /login", "go_to: https://elsewhere.test/login", 9, "elsewhere.test"),
        ("with: '{{ password }}'", "with: '{{ id }}'", 8, "types `{{ password }}` nowhere"),
        ("{{ id }}", "{{ user }}", 10, "`user`"),
        ("{button: Close}", "{knob: Close}", 14, "knob"),
        ("press: {link: Members}", "press: {in_row: {link: Members}}", 17, "only operations"),
        ("wait_for: network_idle", "wait_for: a_miracle", 46, "a_miracle"),
        ("{press: {link: Next}}", "{go_to: /people}", 21, "for ever"),
        ("id: $.Email", "id: $.Mail", 23, "none of the columns"),
        ("    table:", "    download: {press: {button: Export}}\n    table:", 7, "either"),
        ("{auth: id_password}", "{auth: bearer}", 7, "would use the recipe"),
        ("{{ input.name }}", "{{ input.nickname }}", 35, "`input` does not declare"),
        ("press: {link: Invite}", "press: {in_row: {link: Invite}}", 33, "no row yet"),
        ("press: {link: Invite}", "if_there: {go_to: /invite}", 33, "look for an element"),
        ("      - wait_for: {text: was suspended}\n", "", 39, "ends with `wait_for`"),
    ] {
        let (at, message) = first_problem(changed, into);
        assert!(message.contains(told), "{into}: {message}");
        assert_eq!(at, line, "{into}: {message}");
    }
}

#[test]
fn each_change_is_for_the_ways_that_can_do_it() {
    let bare = "manifest: 1\nname: Members\nways:\n  id_password: {auth: id_password}\n";
    assert!(lint(bare, &Shapes::new())[0].message.contains("needs a recipe"));

    let delete = &RECIPE[RECIPE.find("  delete:").unwrap()..];
    let by_request = RECIPE.replace(delete, "  delete: {request: 'DELETE /users/{{ input.id }}'}\n");
    let problem = &lint(&by_request, &Shapes::new())[0];
    assert_eq!((problem.line, problem.message.contains("none of the ways")), (43, true), "{problem}");

    let with_key = by_request.replace("ways:\n", "ways:\n  key: {auth: bearer}\n");
    let manifest = load(&with_key, &Shapes::new()).unwrap();
    let can = |kind: ChangeKind, way: &str| manifest.operation(kind, way).is_some();
    assert!(can(ChangeKind::Delete, "key") && !can(ChangeKind::Delete, "id_password"));
    assert!(can(ChangeKind::Create, "id_password") && !can(ChangeKind::Create, "key"));
    assert!(manifest.operation(ChangeKind::Reactivate, "key").is_none());

    let named = RECIPE.replace("  suspend:\n", "  suspend:\n    ways: [key]\n");
    let named = named.replace("ways:\n  id", "ways:\n  key: {auth: bearer}\n  id");
    let problem = &lint(&named, &Shapes::new())[0];
    assert!(problem.message.contains("cannot be done by `key` without `request`"), "{problem}");
}
