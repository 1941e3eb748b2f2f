namespace Chat.Inference.Fakes;

/// <summary>Messages, streamed, with pings and a thought in between.</summary>
public sealed class ClaudeWire : VendorWire
{
    public override string Name => "claude";

    public override string Variables => "ANTHROPIC";

    public override string Path => "/v1/messages";

    /// <summary>Since the version 2026-10-21 of the API the SDK sends keys like this.</summary>
    public override string Credentials => "Bearer k";

    public override string Complete => "end_turn";

    public override string Limit => "max_tokens";

    public override string Refusal => "refusal";

    public override string Opening =>
        Event(
            "message_start",
            """
            "message":{"id":"msg_1","type":"message","role":"assistant","model":"fake-1","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":6,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":1}}
            """
        )
        + Event("content_block_start", """ "index":0,"content_block":{"type":"text","text":""} """)
        + Event("ping", null);

    public override string Calls =>
        Opening
        + Event("content_block_stop", "\"index\":0")
        + Event(
            "content_block_start",
            """ "index":1,"content_block":{"type":"tool_use","id":"a","name":"find","input":{},"caller":{"type":"direct"}} """
        )
        + Event("content_block_delta", """ "index":1,"delta":{"type":"input_json_delta","partial_json":""} """)
        + Event(
            "content_block_delta",
            """ "index":1,"delta":{"type":"input_json_delta","partial_json":"{\"q\":\"Gr"} """
        )
        + Event("content_block_delta", """ "index":1,"delta":{"type":"input_json_delta","partial_json":"üße\"}"} """)
        + Event("content_block_stop", "\"index\":1")
        + Event(
            "content_block_start",
            """ "index":2,"content_block":{"type":"tool_use","id":"b","name":"now","input":{},"caller":{"type":"direct"}} """
        )
        + Event("content_block_stop", "\"index\":2")
        + Last("tool_use");

    public override string ErrorEvent =>
        Event("error", """ "error":{"type":"overloaded_error","message":"Overloaded"} """);

    public override string BaseUrl(string address) => address;

    public override string Word(string text) =>
        Event("content_block_delta", $$$""" "index":0,"delta":{"type":"text_delta","text":"{{{text}}}"} """);

    public override string End(string reason) => Event("content_block_stop", "\"index\":0") + Last(reason);

    private static string Last(string reason) =>
        Event(
            "message_delta",
            $$$""" "delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":7} """
        ) + Event("message_stop", null);

    private static string Event(string type, string? fields) =>
        $"event: {type}\ndata: {{\"type\":\"{type}\"{(fields is null ? "" : ",")}{fields?.Trim()}}}\n\n";
}
