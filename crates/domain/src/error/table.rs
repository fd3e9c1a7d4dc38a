use crate::organization::Language;

macro_rules! error_codes {
    ($($variant:ident = $id:literal, $status:literal, $en:literal, $ja:literal, $remedy_en:literal, $remedy_ja:literal;)+) => {
        /// Every error that the API can answer with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode { $($variant),+ }

        impl ErrorCode {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name: `errorId` in answers.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// What happened.
            pub const fn text(self, language: Language) -> &'static str {
                match (self, language) { $((Self::$variant, Language::En) => $en, (Self::$variant, Language::Ja) => $ja),+ }
            }

            /// What to do about it.
            pub const fn remedy(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::En) => $remedy_en, (Self::$variant, Language::Ja) => $remedy_ja),+
                }
            }
        }
    };
}

error_codes! {
    ValidationException = "validation_exception", 400, "Something in the request is not right.", "入力内容に誤りがあります。",
        "Correct the fields named below and try again.", "下に示した項目を修正して、もう一度お試しください。";
    Unauthorized = "unauthorized", 401, "You are not signed in, or the API key is not valid.", "サインインしていないか、APIキーが無効です。",
        "Sign in, or send a valid API key.", "サインインするか、有効なAPIキーを使用してください。";
    SignInFailed = "sign_in_failed", 401, "The e-mail address or the password is wrong.", "メールアドレスまたはパスワードが正しくありません。",
        "Check both and try again.", "両方を確認して、もう一度お試しください。";
    TooManyAttempts = "too_many_attempts", 429, "Too many attempts to sign in.", "サインインの試行回数が多すぎます。",
        "Wait a few minutes and try again.", "数分待ってから、もう一度お試しください。";
    CsrfRejected = "csrf_rejected", 403, "The request did not come from this application's own page.", "このアプリケーションの画面からのリクエストではありません。",
        "Reload the page and try again.", "ページを再読み込みして、もう一度お試しください。";
    Forbidden = "forbidden", 403, "Your role does not allow this.", "この操作の権限がありません。",
        "Ask an Admin of your organization.", "組織の管理者に依頼してください。";
    NotFound = "not_found", 404, "There is no such thing, or it is not yours to see.", "対象が存在しないか、閲覧できません。",
        "Check the address or the id.", "アドレスまたはIDを確認してください。";
    MethodNotAllowed = "method_not_allowed", 405, "This address does not take that method.", "このアドレスではそのメソッドを使用できません。",
        "See the API documentation.", "APIドキュメントを確認してください。";
    Conflict = "conflict", 409, "It conflicts with what is already there.", "既存の内容と競合しています。",
        "Look at the current state and try again.", "現在の状態を確認して、もう一度お試しください。";
    ConnectorInUse = "connector_in_use", 409, "Workspaces are connected by this connector.", "このコネクタで連携しているワークスペースがあります。",
        "Disconnect them first; their data can be kept.", "先に連携を解除してください。データは残せます。";
    ConnectorAddressHeld = "connector_address_held", 403, "The browser extension cannot lead a connector to another address.", "ブラウザー拡張機能からは、コネクタの接続先を変更できません。",
        "Workspaces may have stored credentials for it. If the address named below is right, an Admin changes it in the connector's own page.", "保存済みの認証情報を守るためです。下に示した接続先が正しい場合は、管理者がコネクタの画面で変更してください。";
    AlreadySetUp = "already_set_up", 409, "This Daicho is already set up.", "このDaichoは初期設定済みです。",
        "Sign in.", "サインインしてください。";
    SetUpLinkInvalid = "set_up_link_invalid", 403, "The set-up link is not valid.", "初期設定用リンクが無効です。",
        "Use the link that the server printed when it started.", "サーバーの起動時に表示されたリンクを使用してください。";
    InvitationInvalid = "invitation_invalid", 404, "The invitation is not valid any more.", "招待は無効になっています。",
        "Ask an Admin for a new one.", "管理者に再度招待を依頼してください。";
    PairingCodeInvalid = "pairing_code_invalid", 403, "The pairing code is not valid.", "ペアリングコードが無効です。",
        "Make a new one in the settings of Daicho; each works once, for ten minutes.", "Daichoの設定で新しいコードを発行してください。コードは1回のみ、10分間有効です。";
    LastUserAdmin = "last_user_admin", 409, "The organization needs at least one Admin.", "組織には少なくとも1人の管理者が必要です。",
        "Make somebody else Admin first.", "先に別のユーザーを管理者にしてください。";
    PayloadTooLarge = "payload_too_large", 413, "What was sent is too large.", "送信されたデータが大きすぎます。",
        "Split it and send the parts.", "分割して送信してください。";
    FeatureNotAvailable = "feature_not_available", 418, "The organization does not have this feature.", "この組織では利用できない機能です。",
        "Ask whoever operates this Daicho.", "Daichoの運用担当者に確認してください。";
    InvalidQuery = "invalid_query", 422, "The values cannot be used as they are.", "指定された値は使用できません。",
        "Correct the fields named below and try again.", "下に示した項目を修正して、もう一度お試しください。";
    MergeNotAllowed = "merge_not_allowed", 422, "These two entries cannot be merged.", "この2件は統合できません。",
        "Merge an entry of a weaker ID kind into one of a stronger kind.", "統合元と統合先のID種別を確認してください。";
    ImportRejected = "import_rejected", 422, "The file has errors; nothing was imported.", "ファイルにエラーがあるため、何も取り込まれていません。",
        "Correct the lines named below and import the file again.", "下に示した行を修正して、もう一度取り込んでください。";
    SyncAlreadyRunning = "sync_already_running", 409, "This workspace is being synced already.", "このワークスペースはすでに同期中です。",
        "Wait until it is done.", "完了するまでお待ちください。";
    WorkspacePaused = "workspace_paused", 409, "This workspace is paused.", "このワークスペースは一時停止中です。",
        "Resume it first.", "先に再開してください。";
    ServiceNotConnectable = "service_not_connectable", 422, "This service cannot be connected this way.", "このサービスはこの方法では連携できません。",
        "Choose one of the ways that the catalogue lists for it.", "カタログに記載された方法を選択してください。";
    AssistedSyncNeeded = "assisted_sync_needed", 422, "This workspace is read in a person's own browser.", "このワークスペースは、担当者自身のブラウザーで読み取ります。",
        "Sign in to the service, open the extension of Daicho, and press Sync there.", "サービスにサインインし、Daichoの拡張機能で「同期」を押してください。";
    AssistedSyncStopped = "assisted_sync_stopped", 409, "The browser stopped handing over the members before the last page.", "最後のページまで読み取る前に、ブラウザーからの送信が止まりました。",
        "Open the extension and sync once more.", "拡張機能を開いて、もう一度同期してください。";
    OauthStateInvalid = "oauth_state_invalid", 400, "This sign-in at the service was not started here, was used already, or took too long.", "この認可は、ここで開始されていないか、使用済みか、期限切れです。",
        "Start the connection again from the catalogue.", "カタログから連携をやり直してください。";
    OauthDenied = "oauth_denied", 400, "The service says that access was not granted.", "サービス側でアクセスが許可されませんでした。",
        "Connect again and allow the access asked for.", "もう一度連携し、要求されたアクセスを許可してください。";
    CredentialsRejected = "credentials_rejected", 422, "The service does not accept these credentials.", "サービスが認証情報を受け付けませんでした。",
        "Check that they were copied whole and have not expired, or issue new ones.", "正しくコピーされているか、期限切れでないかを確認するか、再発行してください。";
    PermissionMissing = "permission_missing", 422, "The credentials lack a permission that is needed.", "認証情報に必要な権限がありません。",
        "Grant the permission named in the guide, then connect again.", "ガイドに記載の権限を付与して、再連携してください。";
    PlanNotEligible = "plan_not_eligible", 422, "The plan of this service does not include what is needed.", "サービスの契約プランが対象外です。",
        "Upgrade the plan, or keep the service by hand.", "プランを変更するか、手動で登録してください。";
    SecondFactorOrSso = "second_factor_or_sso", 422, "A second factor or single sign-on stands in the way.", "二要素認証またはSSOにより接続できません。",
        "Use an account that is exempt from it, or another way to connect.", "対象外のアカウントか、別の連携方法を使用してください。";
    SecondFactorNeeded = "second_factor_needed", 422, "The service asks for the code of an authenticator app.", "サービスが認証アプリのコードを要求しています。",
        "Enter the secret of the authenticator app, or scan its QR code.", "認証アプリのシークレットキーを入力するか、QRコードを読み取ってください。";
    SecondFactorUnsupported = "second_factor_unsupported", 422, "The service asks for a second factor that Daicho cannot give: a mail, a text message or a device.", "サービスがメール・SMS・端末による二要素認証を要求しています。Daichoでは対応できません。",
        "Use a login of its own for Daicho, without a second factor or with an authenticator app.", "Daicho専用のログインを作成し、二要素認証を無効にするか認証アプリに変更してください。";
    SsoEnforced = "sso_enforced", 422, "The service lets this login in by single sign-on only.", "このログインはシングルサインオン（SSO）でのみサインインできます。",
        "Use an administrator's login that is exempt from single sign-on, or keep the service by hand.", "SSOの対象外の管理者ログインを使用するか、手動で登録してください。";
    Captcha = "captcha", 422, "The service asks to prove that a person is signing in (captcha).", "サービスがCAPTCHA（人による操作の確認）を要求しています。",
        "Sign in once from the same network by hand and try again later, or keep the service by hand.", "同じネットワークから一度手動でサインインし、時間をおいて再試行するか、手動で登録してください。";
    PasswordExpired = "password_expired", 422, "The service asks for a new password.", "サービスがパスワードの変更を要求しています。",
        "Change the password in the service, then connect again with the new one.", "サービス側でパスワードを変更し、新しいパスワードで再連携してください。";
    PageChanged = "page_changed", 422, "A page of the service does not look as the recipe knows it.", "サービスの画面が手順の内容と一致しません。",
        "Look at the picture of the page, and correct the step named below in the recipe.", "画面の画像を確認し、下に示した手順を修正してください。";
    BrowserMissing = "browser_missing", 503, "This Daicho has no browser for services without an API.", "APIのないサービスに必要なブラウザーが見つかりません。",
        "Whoever operates this Daicho can install Chromium, or say where it is (DAICHO_CHROMIUM).", "運用担当者がChromiumをインストールするか、場所をDAICHO_CHROMIUMで指定してください。";
    IpRestricted = "ip_restricted", 422, "The service does not allow requests from this network address.", "サービス側でIPアドレスが制限されています。",
        "Add the address of this Daicho to the service's allow list.", "このDaichoのIPアドレスをサービスの許可リストに追加してください。";
    RateLimited = "rate_limited", 429, "The service takes no more requests for now.", "サービスのリクエスト上限に達しました。",
        "Daicho tries again by itself; you need to do nothing.", "自動的に再試行されます。操作は不要です。";
    Unavailable = "unavailable", 502, "The service does not answer properly right now.", "サービスが正常に応答していません。",
        "Look at the service's status page; Daicho tries again by itself.", "サービスの稼働状況を確認してください。自動的に再試行されます。";
    ServiceNotFound = "service_not_found", 422, "The service does not know what was asked for.", "サービス側に対象が存在しません。",
        "Check the address, organization or tenant that was entered.", "入力したアドレス、組織名、テナントを確認してください。";
    AlreadyExists = "already_exists", 409, "The service has this account already.", "サービスにはすでにこのアカウントが存在します。",
        "Sync the workspace to see it.", "ワークスペースを同期して確認してください。";
    RefusedByService = "refused_by_service", 422, "The service refused.", "サービスに拒否されました。",
        "Read the reason that the service gave.", "サービスが示した理由を確認してください。";
    UnexpectedAnswer = "unexpected_answer", 502, "The service's answer was not what it should be.", "サービスから想定外の応答がありました。",
        "Check the address; if it is right, report it with the details from the log.", "アドレスを確認し、正しい場合はログの詳細を添えて報告してください。";
    AddressBlocked = "address_blocked", 422, "Daicho does not send requests to this address.", "このアドレスへの通信は許可されていません。",
        "Whoever operates this Daicho can open the network (DAICHO_OPEN_NETWORKS).", "運用担当者がネットワークを開放できます（DAICHO_OPEN_NETWORKS）。";
    InvalidConnectorInput = "invalid_connector_input", 422, "The values entered cannot make a valid request.", "入力された値では有効なリクエストを作成できません。",
        "Correct the fields named below.", "下に示した項目を修正してください。";
    IntegratedUser = "integrated_user", 409, "This account cannot be deleted.", "このアカウントは削除できません。",
        "It is the integrated user: Daicho itself signs in with it. Connect the workspace with another account first.", "連携に使用しているアカウントです。先に別のアカウントで再連携してください。";
    UntouchableRole = "untouchable_role", 409, "This account cannot be deleted.", "このアカウントは削除できません。",
        "The service does not permit it for this role. Change the role in the service's own screens first.", "このロールのアカウントは、サービス側で操作が認められていません。先にサービスの画面でロールを変更してください。";
    LastAdmin = "last_admin", 409, "Cannot be deleted due to last admin", "最後の管理者のため削除できません",
        "Invite another admin in the service, sync the workspace, and try again.", "サービスで別の管理者を追加し、ワークスペースを同期してから、もう一度お試しください。";
    AccountCannotBeDeleted = "account_cannot_be_deleted", 422, "This account cannot be deleted.", "このアカウントは削除できません。",
        "The service does not permit it through its API. Delete the account in the service's own screens.", "サービスのAPIでは削除が許可されていません。サービスの画面から削除してください。";
    OperationNotSupported = "operation_not_supported", 422, "This function is not yet supported.", "この機能はまだ対応していません。",
        "Do it in the service's own screens, then sync the workspace.", "サービスの画面で操作し、その後ワークスペースを同期してください。";
    SuccessorMissing = "successor_missing", 400, "Choose the account that takes over.", "引き継ぎ先のアカウントを選択してください。",
        "The service deletes this account only when another one takes over what it owns.", "このサービスでは、データの引き継ぎ先を指定しないとアカウントを削除できません。";
    SuccessorUnsuitable = "successor_unsuitable", 400, "Choose another account of the same workspace.", "同じワークスペースの別のアカウントを選択してください。",
        "The account that takes over must still be there, and be another one.", "引き継ぎ先は、現存する別のアカウントでなければなりません。";
    NothingHandedOver = "nothing_handed_over", 400, "This service hands nothing over.", "このサービスには引き継ぎ機能がありません。",
        "Leave the account that takes over empty.", "引き継ぎ先を指定せずに、もう一度お試しください。";
    DeleteNotSupported = "delete_not_supported", 422, "The delete function is not yet supported.", "削除機能はまだ対応していません。",
        "Delete the account in the service's own screens, then sync the workspace.", "サービスの画面で削除し、その後ワークスペースを同期してください。";
    CredentialsExpired = "credentials_expired", 422, "The registered credentials are incorrect or have expired", "登録されている認証情報が正しくないか、期限切れです",
        "Connect the workspace again with the latest permissions.", "最新の権限でワークスペースを再連携してください。";
    WorkspaceUnhealthy = "workspace_unhealthy", 409, "The integration of this workspace has failed.", "このワークスペースの連携はエラーになっています。",
        "Solve what its last sync failed for, sync it, and try again.", "直近の同期エラーを解消して同期してから、もう一度お試しください。";
    OperationInProgress = "operation_in_progress", 409, "Another operation on this account is in progress.", "このアカウントには実行中の操作があります。",
        "Wait until it has ended, or undo it while it is scheduled.", "終了を待つか、予約中であれば取り消してください。";
    AccountGone = "account_gone", 409, "The service does not have this account any more.", "このアカウントはサービスにもう存在しません。",
        "There is nothing to do; sync the workspace to be sure.", "操作は不要です。念のためワークスペースを同期してください。";
    OperationOutcomeUnknown = "operation_outcome_unknown", 409, "It is not known whether the service did it.", "サービス側で実行されたかどうかを確認できません。",
        "Look at the account in the service, or let Daicho read the service again.", "サービスの画面で確認するか、サービスを再確認してください。";
    OperationHasEnded = "operation_has_ended", 409, "This operation cannot be changed any more.", "この操作はもう変更できません。",
        "Look at its current state.", "現在の状態を確認してください。";
    OffboardingInProgress = "offboarding_in_progress", 409, "This person's offboarding has not ended yet.", "この従業員のオフボーディングはまだ終了していません。",
        "Go on with it, or cancel it first.", "進行中のものを続けるか、先に取り消してください。";
    OffboardingStateWrong = "offboarding_state_wrong", 409, "The offboarding is not in a state for this.", "現在の状態では、この操作はできません。",
        "Look at its current state.", "現在の状態を確認してください。";
    ApprovalMissing = "approval_missing", 409, "The offboarding has not been approved yet.", "オフボーディングがまだ承認されていません。",
        "Ask the approver, or choose another one.", "承認者に依頼するか、別の承認者を選択してください。";
    NotTheApprover = "not_the_approver", 403, "Only the chosen approver can approve.", "指定された承認者のみが承認できます。",
        "Sign in as the approver, or choose another one.", "承認者としてサインインするか、別の承認者を選択してください。";
    ConditionsNotMet = "conditions_not_met", 422, "The automation's conditions do not hold for this person.", "この自動化の条件を満たしていない人物です。",
        "Change the conditions or the directory entry, or choose somebody else.", "条件またはディレクトリの情報を変更するか、別の人物を選択してください。";
    ChannelGone = "channel_gone", 422, "The notification channel is not there any more.", "通知チャンネルはすでに削除されています。",
        "Choose another channel in the automation.", "自動化で別のチャンネルを選択してください。";
    ChannelOff = "channel_off", 422, "The notification channel is switched off.", "通知チャンネルが無効になっています。",
        "Switch it on in the settings of notifications, or choose another one.", "通知設定で有効にするか、別のチャンネルを選択してください。";
    StillThere = "still_there", 409, "The account is still there.", "アカウントがまだ残っています。",
        "Try again, or close it in the service's own screens.", "再試行するか、サービスの画面で処理してください。";
    PdfFontMissing = "pdf_font_missing", 503, "No font with Japanese letters was found for the PDF.", "PDFに使用する日本語フォントが見つかりません。",
        "Whoever operates this Daicho can install one, or name one (DAICHO_PDF_FONT). The JSON record needs none.", "運用担当者がフォントをインストールするか、DAICHO_PDF_FONTで指定してください。JSONの記録はフォントなしで取得できます。";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "This idempotency key was used for another request.", "この冪等キーは別のリクエストで使用されています。",
        "Send a new key for a new request.", "新しいリクエストには新しいキーを指定してください。";
    Overloaded = "overloaded", 503, "Daicho has more to do than it can do at the moment.", "Daichoが混み合っています。",
        "Try again in a few seconds.", "数秒待ってから、もう一度お試しください。";
    InternalServerError = "internal_server_error", 500, "Something went wrong inside Daicho.", "Daicho内部でエラーが発生しました。",
        "Try again; if it stays, give the operator the id below.", "もう一度お試しください。解決しない場合は下のIDを運用担当者に伝えてください。";
}

impl From<crate::integration::FaultKind> for ErrorCode {
    fn from(kind: crate::integration::FaultKind) -> Self {
        use crate::integration::FaultKind;
        match kind {
            FaultKind::CredentialsRejected => Self::CredentialsRejected,
            FaultKind::PermissionMissing => Self::PermissionMissing,
            FaultKind::PlanNotEligible => Self::PlanNotEligible,
            FaultKind::SecondFactorOrSso => Self::SecondFactorOrSso,
            FaultKind::SecondFactorNeeded => Self::SecondFactorNeeded,
            FaultKind::SecondFactorUnsupported => Self::SecondFactorUnsupported,
            FaultKind::SsoEnforced => Self::SsoEnforced,
            FaultKind::Captcha => Self::Captcha,
            FaultKind::PasswordExpired => Self::PasswordExpired,
            FaultKind::PageChanged => Self::PageChanged,
            FaultKind::BrowserMissing => Self::BrowserMissing,
            FaultKind::IpRestricted => Self::IpRestricted,
            FaultKind::RateLimited => Self::RateLimited,
            FaultKind::Unavailable => Self::Unavailable,
            FaultKind::NotFound => Self::ServiceNotFound,
            FaultKind::AlreadyExists => Self::AlreadyExists,
            FaultKind::Refused => Self::RefusedByService,
            FaultKind::UnexpectedAnswer => Self::UnexpectedAnswer,
            FaultKind::AddressBlocked => Self::AddressBlocked,
            FaultKind::InvalidInput => Self::InvalidConnectorInput,
        }
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
