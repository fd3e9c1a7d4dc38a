use std::time::Duration;

use chrono::{TimeDelta, Utc};
use daicho_domain::queue::{JobKind, JobQueue, Lease};
use daicho_persistence::queue::{SqlJobQueue, Wake};
use sea_orm::DatabaseBackend;

use crate::stores::{Stores, for_each_database};

const LEASE: Duration = Duration::from_secs(60);

async fn add_jobs(stores: &Stores, count: usize, limit_key: &str, limit: i32) {
    for number in 0..count {
        stores
            .execute(&format!(
                "INSERT INTO job (organization_id, kind, payload, unique_key, limit_key, limit_count, priority, state, run_at, \
                 attempts, max_attempts) VALUES ({}, 'sync', '{{}}', '{limit_key}{number}', '{limit_key}', {limit}, 0, 'ready', 0, \
                 0, 3)",
                stores.organization
            ))
            .await;
    }
}

#[tokio::test]
async fn a_limit_holds_over_all_workers() {
    for_each_database(|stores| async move {
        let queue = SqlJobQueue::new(stores.database.clone(), Wake::default());
        add_jobs(&stores, 5, "one service", 2).await;
        let claims = futures::future::join_all((0..5).map(|worker| {
            let queue = queue.clone();
            async move { queue.claim(&format!("worker {worker}"), JobKind::ALL, LEASE).await.unwrap() }
        }))
        .await;
        let claimed: Vec<_> = claims.into_iter().flatten().collect();
        assert_eq!(claimed.len(), 2);
        queue.finish(&claimed[0]).await.unwrap();
        assert!(queue.claim("another", JobKind::ALL, LEASE).await.unwrap().is_some());
        assert!(queue.claim("another", JobKind::ALL, LEASE).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_job_whose_worker_died_is_given_to_another_and_the_dead_one_has_no_say() {
    for_each_database(|stores| async move {
        let queue = SqlJobQueue::new(stores.database.clone(), Wake::default());
        add_jobs(&stores, 1, "k", 1).await;
        let first = queue.claim("first", JobKind::ALL, Duration::ZERO).await.unwrap().unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
        queue.recover(false).await.unwrap();
        let second = queue.claim("second", JobKind::ALL, LEASE).await.unwrap().unwrap();
        assert_eq!((second.id, second.attempt), (first.id, 2));
        assert_eq!(queue.renew(&first, LEASE).await.unwrap(), Lease::Lost);
        queue.finish(&first).await.unwrap();
        assert_eq!(queue.renew(&second, LEASE).await.unwrap(), Lease::Kept);
    })
    .await;
}

#[tokio::test]
async fn failures_are_retried_later_until_the_attempts_are_spent() {
    for_each_database(|stores| async move {
        let queue = SqlJobQueue::new(stores.database.clone(), Wake::default());
        add_jobs(&stores, 1, "k", 1).await;
        for _ in 0..3 {
            let job = queue.claim("worker", JobKind::ALL, LEASE).await.unwrap().unwrap();
            queue.fail(&job, "out of order", Utc::now()).await.unwrap();
        }
        assert!(queue.claim("worker", JobKind::ALL, LEASE).await.unwrap().is_none());
        assert_eq!(stores.count("SELECT COUNT(*) FROM job WHERE state = 'failed' AND error = 'out of order'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_put_off_waits_and_loses_no_attempt() {
    for_each_database(|stores| async move {
        let queue = SqlJobQueue::new(stores.database.clone(), Wake::default());
        add_jobs(&stores, 1, "k", 1).await;
        let job = queue.claim("worker", JobKind::ALL, LEASE).await.unwrap().unwrap();
        queue.put_off(&job, Utc::now() + TimeDelta::hours(1)).await.unwrap();
        assert!(queue.claim("worker", JobKind::ALL, LEASE).await.unwrap().is_none());
        assert_eq!(stores.count("SELECT COUNT(*) FROM job WHERE attempts = 0 AND state = 'ready'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn processes_that_work_on_one_queue_know_of_each_other() {
    for_each_database(|stores| async move {
        let queue = SqlJobQueue::new(stores.database.clone(), Wake::default());
        if stores.database.backend() == DatabaseBackend::Sqlite {
            assert_eq!(queue.sign_on("the only one", LEASE).await.unwrap(), 1);
            return;
        }
        let others = queue.sign_on("first", LEASE).await.unwrap() - 1;
        assert_eq!(queue.sign_on("second", Duration::ZERO).await.unwrap() - others, 2);
        tokio::time::sleep(Duration::from_millis(5)).await;
        assert_eq!(queue.sign_on("first", LEASE).await.unwrap() - others, 1, "the second one's lease has expired");
        assert_eq!(queue.sign_on("third", LEASE).await.unwrap() - others, 2);
        queue.sign_off("third").await.unwrap();
        assert_eq!(queue.sign_on("first", LEASE).await.unwrap() - others, 1);
    })
    .await;
}
