//! Recipes: what the linter refuses in them and where.

use daicho_connectors::manifest::{Shapes, lint};

const RECIPE: &str = "\
manifest: 1
name: Members
base_url: https://members.example.com
ways:
  id_password: {auth: id_password}
robot:
  recipe:
    sign_in:
      - go_to: /login
      - fill: {in: {field: [Login ID, ログインID]}, with: '{{ id }}'}
      - fill: {in: {field: Password}, with: '{{ password }}'}
      - press: [{button: Sign in}, {css: '[type=submit]'}]
      - one_time_code: {in: {field: Code}, press: {button: Verify}}
      - dismiss: {button: Close}
    signed_in: {link: Members}
    members:
      - press: {link: Members}
      - choose: {in: {field: Show}, option: Everybody}
    table:
      columns: {Name: Name, Email: [E-mail, メール], link: {part: a, attribute: href}}
      next: {press: {button: Next}}
    detail: {go_to: '{{ item.link }}', read: {phone: .phone}}
    account: {id: $.Email, email: $.Email, display_name: $.Name, aliases: $.phone}
";

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
        ("{press: {button: Next}}", "{go_to: /people}", 21, "for ever"),
        ("id: $.Email", "id: $.Mail", 23, "none of the columns"),
        ("    table:", "    download: {press: {button: Export}}\n    table:", 7, "either"),
        ("{auth: id_password}", "{auth: bearer}", 7, "would use the recipe"),
    ] {
        let (at, message) = first_problem(changed, into);
        assert!(message.contains(told), "{into}: {message}");
        assert_eq!(at, line, "{into}: {message}");
    }
}

#[test]
fn a_recipe_without_a_way_is_for_a_persons_own_browser() {
    let (head, rest) = RECIPE.split_once("ways:\n").expect("ways");
    let reading = rest.split_once("    members:\n").expect("members").1;
    let assisted = format!("{head}robot:\n  recipe:\n    members:\n{reading}");
    assert_eq!(lint(&assisted, &Shapes::new()), vec![]);
    let types =
        assisted.replace("choose: {in: {field: Show}, option: Everybody}", "fill: {in: {field: Name}, with: a}");
    assert!(lint(&types, &Shapes::new())[0].message.contains("`ways` is missing"), "nobody could follow it");
    let (line, told) = first_problem("    signed_in: {link: Members}\n", "");
    assert_eq!((line, told.contains("`signed_in` is missing")), (7, true), "{told}");
}

#[test]
fn a_way_over_pages_needs_a_recipe_and_changes_nothing() {
    let bare = "manifest: 1\nname: Members\nways:\n  id_password: {auth: id_password}\n";
    assert!(lint(bare, &Shapes::new())[0].message.contains("needs a recipe"));
    let deletes = format!("{RECIPE}operations:\n  delete: {{request: 'DELETE /users/{{{{ input.id }}}}'}}\n");
    let problem = &lint(&deletes, &Shapes::new())[0];
    assert_eq!((problem.line, problem.message.contains("name its `ways`")), (25, true), "{problem}");
}
