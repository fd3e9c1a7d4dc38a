//! What an organization decides about fields, and the fields that it adds.

use std::collections::BTreeMap;

use chrono::Utc;
use daicho_domain::directory::{
    CustomField, CustomFieldDraft, CustomFieldEdit, FieldSetting, FieldSettings, PresetField,
};
use daicho_domain::error::{ErrorCode, Failure, FieldProblem, Outcome, Refusal};
use daicho_domain::ids::{CustomFieldId, OrganizationId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};

use super::entity::{custom_field, field};
use super::row::named;
use crate::failure::{Context, corrupt, is_duplicate};
use crate::sql::Sql;
use crate::support::stored_time;

const READING: &str = "read the fields of the directory";
const SAVING: &str = "save a field of the directory";

pub(super) async fn field_settings(tx: &DatabaseTransaction, organization: OrganizationId) -> Outcome<FieldSettings> {
    let rows = field::Entity::find()
        .filter(field::Column::OrganizationId.eq(organization.0))
        .all(tx)
        .await
        .context(READING)?;
    let settings: Outcome<BTreeMap<PresetField, FieldSetting>> = rows
        .into_iter()
        .map(|row| {
            let source = row.source.parse().map_err(|error| corrupt(READING, error))?;
            Ok((named(&row.field)?, FieldSetting { source, hidden: row.hidden }))
        })
        .collect();
    Ok(FieldSettings(settings?))
}

pub(super) async fn set_fields(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    settings: &[(PresetField, FieldSetting)],
) -> Outcome<()> {
    if settings.is_empty() {
        return Ok(());
    }
    let rows = settings.iter().map(|(name, setting)| field::ActiveModel {
        organization_id: Set(organization.0),
        field: Set(name.to_string()),
        source: Set(setting.source.to_string()),
        hidden: Set(setting.hidden),
    });
    let overwrite = OnConflict::columns([field::Column::OrganizationId, field::Column::Field])
        .update_columns([field::Column::Source, field::Column::Hidden])
        .to_owned();
    field::Entity::insert_many(rows).on_conflict(overwrite).exec_without_returning(tx).await.context(SAVING)?;
    Ok(())
}

pub(super) async fn custom_fields(tx: &DatabaseTransaction, organization: OrganizationId) -> Outcome<Vec<CustomField>> {
    let rows = custom_field::Entity::find()
        .filter(custom_field::Column::OrganizationId.eq(organization.0))
        .order_by_asc(custom_field::Column::Id)
        .all(tx)
        .await
        .context(READING)?;
    rows.into_iter().map(field_of).collect()
}

pub(super) async fn create_custom_field(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    draft: &CustomFieldDraft,
) -> Outcome<CustomField> {
    let draft = draft.clone().completed()?;
    let taken: Vec<String> = custom_fields(tx, organization).await?.into_iter().map(|field| field.code).collect();
    let code = match draft.code {
        Some(code) => code,
        None => (1..=taken.len() + 1)
            .map(|number| format!("field_{number}"))
            .find(|code| !taken.contains(code))
            .unwrap_or_default(),
    };
    if taken.contains(&code) {
        return Err(code_taken(&code).into());
    }
    let json = |error| corrupt(SAVING, error);
    let row = custom_field::ActiveModel {
        id: NotSet,
        organization_id: Set(organization.0),
        code: Set(code.clone()),
        name: Set(draft.name),
        kind: Set(draft.kind.to_string()),
        configuration: Set(draft.configuration.map(serde_json::to_value).transpose().map_err(json)?),
        service_source: Set(draft.service_source.map(serde_json::to_value).transpose().map_err(json)?),
        created_at: Set(stored_time(Utc::now())),
    };
    let row = row.insert(tx).await.map_err(|error| taken_meanwhile(error, &code))?;
    field_of(row)
}

pub(super) async fn update_custom_field(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: CustomFieldId,
    edit: &CustomFieldEdit,
) -> Outcome<CustomField> {
    edit.check()?;
    let row = custom_field_row(tx, organization, id).await?;
    let old_code = row.code.clone();
    let mut changed = row.into_active_model();
    if let Some(name) = &edit.name {
        changed.name = Set(name.trim().to_owned());
    }
    if let Some(code) = &edit.code {
        changed.code = Set(code.clone());
    }
    let new_code = edit.code.clone().unwrap_or_else(|| old_code.clone());
    let row = changed.update(tx).await.map_err(|error| taken_meanwhile(error, &new_code))?;
    if new_code != old_code {
        move_values(tx, organization, &old_code, Some(&new_code)).await?;
    }
    field_of(row)
}

pub(super) async fn delete_custom_field(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: CustomFieldId,
) -> Outcome<CustomField> {
    let row = custom_field_row(tx, organization, id).await?;
    custom_field::Entity::delete_by_id(row.id).exec(tx).await.context(SAVING)?;
    move_values(tx, organization, &row.code, None).await?;
    field_of(row)
}

async fn custom_field_row(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: CustomFieldId,
) -> Outcome<custom_field::Model> {
    let row = custom_field::Entity::find_by_id(id.0)
        .filter(custom_field::Column::OrganizationId.eq(organization.0))
        .one(tx)
        .await
        .context(READING)?;
    row.ok_or_else(|| Refusal::about(ErrorCode::NotFound, id.to_string()).into())
}

/// Moves the values of a field to a new code, or drops them. Codes hold nothing but letters, digits and underscores.
async fn move_values(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    old: &str,
    new: Option<&str>,
) -> Outcome<()> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::new("UPDATE identity SET custom_fields = ");
    match (backend, new) {
        (DatabaseBackend::Postgres, None) => sql.push("(custom_fields::jsonb - ").bind(old.to_owned()).push(")::json"),
        (DatabaseBackend::Postgres, Some(new)) => sql
            .push("((custom_fields::jsonb - ")
            .bind(old.to_owned())
            .push(") || jsonb_build_object(")
            .bind(new.to_owned())
            .push("::text, custom_fields::jsonb -> ")
            .bind(old.to_owned())
            .push("))::json"),
        (_, None) => sql.push(&format!("json_remove(custom_fields, '$.\"{old}\"')")),
        (_, Some(new)) => sql.push(&format!(
            "json_set(json_remove(custom_fields, '$.\"{old}\"'), '$.\"{new}\"', json_extract(custom_fields, '$.\"{old}\"'))"
        )),
    };
    sql.push(" WHERE organization_id = ").bind(organization.0);
    sql.push(" AND custom_fields ->> ").bind(old.to_owned()).push(" IS NOT NULL");
    tx.execute_raw(sql.statement(backend)).await.context(SAVING)?;
    Ok(())
}

fn field_of(row: custom_field::Model) -> Outcome<CustomField> {
    let json = |error| corrupt(READING, error);
    Ok(CustomField {
        id: CustomFieldId(row.id),
        code: row.code,
        name: row.name,
        kind: named(&row.kind)?,
        configuration: row.configuration.map(serde_json::from_value).transpose().map_err(json)?,
        service_source: row.service_source.map(serde_json::from_value).transpose().map_err(json)?,
    })
}

fn taken_meanwhile(error: sea_orm::DbErr, code: &str) -> Failure {
    if is_duplicate(&error) { code_taken(code).into() } else { corrupt(SAVING, error) }
}

fn code_taken(code: &str) -> Refusal {
    let problem = FieldProblem::new(
        "attributeCode",
        format!("The code {code} is taken. Choose another one."),
        format!("コード {code} はすでに使用されています。別のコードを指定してください。"),
    );
    Refusal { code: ErrorCode::Conflict, about: Some(code.to_owned()), fields: vec![problem] }
}
