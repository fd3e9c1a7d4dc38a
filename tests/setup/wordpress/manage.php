<?php
// Does to a WordPress what its administrator would do by hand, many times over in one process.
//   php manage.php install ADMINISTRATOR EMAIL PASSWORD   prints the administrator's application password
//   php manage.php add < users.json                       adds users: [{login, email, displayName, role}]
//   php manage.php delete LOGIN                           deletes a user, whose posts go to the administrator

$command = $argv[1];
if ($command === 'add') {
    // Nobody signs in with these passwords; the real hash takes most of the time of an insertion.
    function wp_hash_password($password) {
        return md5($password);
    }
}
if ($command === 'install') {
    define('WP_INSTALLING', true);
}
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

function must($result) {
    if (is_wp_error($result)) {
        fwrite(STDERR, $result->get_error_message() . "\n");
        exit(1);
    }
    return $result;
}

switch ($command) {
    case 'install':
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        add_filter('pre_wp_mail', '__return_true');
        $installed = wp_install('Daicho', $argv[2], $argv[3], false, '', $argv[4]);
        $wp_rewrite->set_permalink_structure('/%postname%/');
        $wp_rewrite->flush_rules(false);
        [$password] = must(WP_Application_Passwords::create_new_application_password(
            $installed['user_id'],
            ['name' => 'daicho']
        ));
        echo $password;
        break;

    case 'add':
        foreach (json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR) as $user) {
            must(wp_insert_user([
                'user_login' => $user['login'],
                'user_email' => $user['email'],
                'display_name' => $user['displayName'],
                'role' => $user['role'],
                'user_pass' => 'unused',
            ]));
        }
        break;

    case 'delete':
        wp_delete_user(get_user_by('login', $argv[2])->ID, 1) || exit(1);
        break;
}
