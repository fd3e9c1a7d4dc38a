//! The original's official MCP server, driven over stdio.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::places::node_script;

/// A session with the official MCP server, which talks to the API under test.
#[derive(Debug)]
pub struct McpClient {
    _session: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl McpClient {
    /// `base_url` is the address before `/organizations/…`.
    pub fn connect(base_url: &str, organization: u64, api_key: &str) -> Self {
        let mut session = Command::new("node")
            .arg(node_script("mcp.mjs"))
            .env("ADMINA_BASE_URL", base_url)
            .env("ADMINA_API_KEY", api_key)
            .env("ADMINA_ORGANIZATION_ID", organization.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node");
        let input = session.stdin.take().expect("an input");
        let output = BufReader::new(session.stdout.take().expect("an output")).lines();
        Self { _session: session, input, output }
    }

    /// The names of the tools.
    pub async fn tools(&mut self) -> Vec<String> {
        let answer = self.ask(&json!({"tool": "list"})).await;
        serde_json::from_str(answer["text"].as_str().expect("a list")).expect("the names of the tools")
    }

    /// Calls a tool; gives its answer, parsed where it is JSON.
    ///
    /// # Errors
    /// What the tool said when it failed.
    pub async fn call(&mut self, tool: &str, arguments: Value) -> Result<Value, String> {
        let answer = self.ask(&json!({"tool": tool, "arguments": arguments})).await;
        let text = answer["text"].as_str().unwrap_or_default().to_owned();
        if answer["isError"] == true {
            Err(text)
        } else {
            Ok(serde_json::from_str(&text).unwrap_or(Value::String(text)))
        }
    }

    async fn ask(&mut self, call: &Value) -> Value {
        self.input.write_all(format!("{call}\n").as_bytes()).await.expect("the session reads");
        let line = self.output.next_line().await.expect("the session answers").expect("the session goes on");
        serde_json::from_str(&line).expect("an answer as JSON")
    }
}
