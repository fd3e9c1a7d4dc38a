use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::catalogue::{Catalogue, Service};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};

/// A catalogue of the scripted service alone.
pub(crate) struct OneService(Vec<Arc<Service>>);

impl OneService {
    pub(crate) fn scripted() -> Self {
        Self(vec![Arc::new(scripted_service())])
    }
}

#[async_trait]
impl Catalogue for OneService {
    fn services(&self) -> &[Arc<Service>] {
        &self.0
    }

    fn shipped_by_id(&self, id: ServiceId) -> Option<Arc<Service>> {
        self.0.iter().find(|service| service.id == id).cloned()
    }

    fn shipped_by_slug(&self, slug: &str) -> Option<Arc<Service>> {
        self.0.iter().find(|service| service.slug == slug).cloned()
    }

    async fn own(&self, _: OrganizationId) -> Result<Vec<Arc<Service>>, StoreError> {
        Ok(Vec::new())
    }
}

/// What the catalogue says of the scripted service: it can do everything.
fn scripted_service() -> Service {
    let operation = serde_json::json!({"invites": false, "input": []});
    let ability = serde_json::json!({
        "list": true, "create": true, "suspend": true, "reactivate": true, "delete": true, "roles": true, "licenses": false,
        "twoFactor": false, "lastActivity": false, "employeeMaster": false,
    });
    let fields = serde_json::json!({
        "email": true, "username": true, "displayName": true, "status": true, "role": true, "license": false,
        "twoFactor": false, "lastActivity": false, "createdAt": false, "employeeNumber": false,
    });
    let forecast = serde_json::json!({"full": 1, "fast": 1});
    serde_json::from_value(serde_json::json!({
        "id": 7, "slug": "scripted", "name": {"en": "Scripted", "ja": "台本サービス"}, "otherNames": [], "category": "other",
        "homepage": "", "state": "active", "ways": [], "capabilities": ability, "untouchableRoles": ["primary owner"],
        "operations": {"create": operation, "suspend": operation, "reactivate": operation, "delete": operation},
        "fields": fields, "verification": "unverified", "sources": [], "employeeMaster": false, "notes": [], "unseen": [],
        "requestsPer1000Accounts": forecast, "secondsPer1000Accounts": forecast,
    }))
    .unwrap()
}
