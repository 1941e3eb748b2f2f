namespace Chat.Inference.Fakes;

/// <summary>GenerateContentResponses, streamed with alt=sse: lines end with CR LF, and there is no end mark.</summary>
public sealed class GeminiWire : VendorWire
{
    public override string Name => "gemini";

    public override string Variables => "GEMINI";

    public override string Path => "/v1beta/models/m:streamGenerateContent?alt=sse";

    public override string Complete => "STOP";

    public override string Limit => "MAX_TOKENS";

    public override string Refusal => "SAFETY";

    public override string Calls =>
        Chunk(
            """{"thought":true,"text":"They greet."},{"functionCall":{"name":"find","args":{"q":"Grüße"},"id":"a"},"thoughtSignature":"c2ln"}"""
        )
        + Chunk("""{"functionCall":{"name":"now","args":{},"id":"b"}}""")
        + End("STOP");

    public override string Malformed => "data: {\"candidates\":[{]\r\n\r\n";

    public override string ErrorEvent =>
        "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\r\n\r\n";

    public override string BaseUrl(string address) => address;

    public override string Word(string text) => Chunk($$"""{"text":"{{text}}"}""");

    public override string End(string reason) =>
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},"
        + $"\"finishReason\":\"{reason}\",\"index\":0}}],\"usageMetadata\":{{\"promptTokenCount\":11,"
        + "\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2,\"totalTokenCount\":18,\"cachedContentTokenCount\":3,"
        + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":11}]},\"modelVersion\":\"fake-1\"}\r\n\r\n";

    private static string Chunk(string parts) =>
        $"data: {{\"candidates\":[{{\"content\":{{\"parts\":[{parts}],\"role\":\"model\"}},\"index\":0}}],"
        + "\"usageMetadata\":{\"promptTokenCount\":11,\"totalTokenCount\":11},\"modelVersion\":\"fake-1\","
        + "\"responseId\":\"r\"}\r\n\r\n";
}
