"""One full read of a GitHub organization's members with Airbyte's low-code CDK, as its users would write it.

Usage: airbyte.py URL list|per-member CONCURRENCY
Prints the number of records read.
"""

import json
import logging
import sys

from airbyte_cdk.models import (
    AirbyteStream,
    ConfiguredAirbyteCatalog,
    ConfiguredAirbyteStream,
    DestinationSyncMode,
    SyncMode,
    Type,
)
from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource

url, shape, concurrency = sys.argv[1], sys.argv[2], int(sys.argv[3])


def requester(path: str) -> dict:
    return {
        "type": "HttpRequester",
        "url_base": url,
        "path": path,
        "http_method": "GET",
        "authenticator": {"type": "BearerAuthenticator", "api_token": "{{ config['token'] }}"},
    }


SCHEMA = {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {}, "additionalProperties": True}}
SELECTOR = {"type": "RecordSelector", "extractor": {"type": "DpathExtractor", "field_path": []}}

members = {
    "type": "DeclarativeStream",
    "name": "members",
    "primary_key": ["id"],
    "schema_loader": SCHEMA,
    "retriever": {
        "type": "SimpleRetriever",
        "record_selector": SELECTOR,
        "requester": {**requester("/orgs/acme/members"), "request_parameters": {"per_page": "100"}},
        "paginator": {
            "type": "DefaultPaginator",
            "page_token_option": {"type": "RequestPath"},
            "pagination_strategy": {
                "type": "CursorPagination",
                "cursor_value": "{{ headers['link']['next']['url'] }}",
                "stop_condition": "{{ 'next' not in headers['link'] }}",
            },
        },
    },
}

users = {
    "type": "DeclarativeStream",
    "name": "users",
    "primary_key": ["id"],
    "schema_loader": SCHEMA,
    "retriever": {
        "type": "SimpleRetriever",
        "record_selector": SELECTOR,
        "requester": requester("/users/{{ stream_partition.login }}"),
        "partition_router": {
            "type": "SubstreamPartitionRouter",
            "parent_stream_configs": [
                {"type": "ParentStreamConfig", "stream": members, "parent_key": "login", "partition_field": "login"}
            ],
        },
    },
}

stream = members if shape == "list" else users
manifest = {
    "version": "7.0.0",
    "type": "DeclarativeSource",
    "check": {"type": "CheckStream", "stream_names": [stream["name"]]},
    "streams": [stream],
    "concurrency_level": {"type": "ConcurrencyLevel", "default_concurrency": concurrency},
}
catalog = ConfiguredAirbyteCatalog(
    streams=[
        ConfiguredAirbyteStream(
            stream=AirbyteStream(name=stream["name"], json_schema={}, supported_sync_modes=[SyncMode.full_refresh]),
            sync_mode=SyncMode.full_refresh,
            destination_sync_mode=DestinationSyncMode.overwrite,
        )
    ]
)
config = {"token": "token"}
source = ConcurrentDeclarativeSource(catalog=catalog, config=config, state=None, source_config=manifest)

logging.disable(logging.CRITICAL)
records = sum(1 for message in source.read(logging.getLogger("airbyte"), config, catalog, None) if message.type == Type.RECORD)
print(json.dumps({"records": records}))
