namespace Chat.Inference.Fakes;

/// <summary>Chat completions, streamed.</summary>
public sealed class OpenAiWire : VendorWire
{
    public override string Name => "openai";

    public override string Variables => "OPENAI";

    public override string Path => "/v1/chat/completions";

    public override string Credentials => "Bearer k";

    public override string Complete => "stop";

    public override string Limit => "length";

    public override string Refusal => "content_filter";

    public override string Opening => Chunk("""{"role":"assistant","content":"","refusal":null}""", "null");

    public override string Calls =>
        Chunk(
            """{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"find","arguments":""}}]}""",
            "null"
        )
        + Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"q\":\"Gr"}}]}""", "null")
        + Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"üße\"}"}}]}""", "null")
        + Chunk(
            """{"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"now","arguments":"{}"}}]}""",
            "null"
        )
        + End("tool_calls");

    public override string ErrorEvent => "data: {\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}\n\n";

    public override string BaseUrl(string address) => address + "/v1";

    public override string Word(string text) => Chunk($$"""{"content":"{{text}}"}""", "null");

    public override string End(string reason) =>
        Chunk("{}", $"\"{reason}\"")
        + "data: {\"id\":\"c\",\"model\":\"fake-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,"
        + "\"total_tokens\":18,\"prompt_tokens_details\":{\"cached_tokens\":3}}}\n\ndata: [DONE]\n\n";

    private static string Chunk(string delta, string finish) =>
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"fake-1\",\"choices\":[{\"index\":0,"
        + $"\"delta\":{delta},\"logprobs\":null,\"finish_reason\":{finish}}}],\"usage\":null}}\n\n";
}
