<?php
/**
 * Installs WordPress on an empty database and makes three users with an application password each; prints them as
 * JSON: {role: {user, applicationPassword}}.
 */
$database = new mysqli(null, 'root', '', null, 0, getenv('WP_TEST_SOCKET'));
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
$database->close();

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_TEST_URL'), PHP_URL_HOST);
$_SERVER['REQUEST_URI'] = '/';
require __DIR__ . '/wp-config.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('A bakery', 'administrator', 'administrator@example.com', true, '', 'a password of a test');
update_option('permalink_structure', '/%postname%/');

function test_user(string $role): array
{
    $known = get_user_by('login', $role);
    $id = $known ? $known->ID : wp_insert_user([
        'user_login' => $role,
        'user_pass' => 'a password of a test',
        'user_email' => $role . '@example.com',
        'role' => $role,
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'marronnier']);
    return ['user' => $role, 'applicationPassword' => $password];
}

$users = [];
foreach (['administrator', 'author', 'contributor'] as $role) {
    $users[$role] = test_user($role);
}
echo json_encode($users);
