//! Telling people and programs: of alerts, and lists as files.

mod channel;
mod delivery;
mod export;
mod jobs;
mod message;
mod notice;
mod store;
mod text;

pub use channel::{
    Address, ChannelEdit, ChannelKind, ChannelMode, ChannelState, ChannelTarget, NewChannel, NotificationChannel,
    Secrets, new_signing_secret,
};
pub use delivery::{Delivery, DeliveryState, DeliveryTask, next_attempt};
pub use export::{Every, ExportedList, NewScheduledExport, ScheduledExport, WrittenList};
pub use jobs::NotificationJobs;
pub use message::{Letterhead, Message, Messenger, SlackChannel};
pub use notice::{AlertNotice, AutomationNotice, ExportNotice, NoticedAlert, Notification, NotificationEvent};
pub use store::{ListWriter, NotificationStore};
pub use text::{Line, alert_line, intro, person_line, subject};
