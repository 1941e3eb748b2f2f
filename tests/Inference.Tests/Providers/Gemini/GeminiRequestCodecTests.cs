using System.Text;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Gemini;

public sealed class GeminiRequestCodecTests
{
    private static readonly ChatPrompt Prompt = new()
    {
        SystemText = "Be kind.",
        History = [],
        Question = "Why?",
        Passages = [],
        KnowledgeConsulted = true,
    };

    [Fact]
    public void Write_Prompt_GivesInstructionContentsAndLimit() =>
        Assert.Equal(
            """{"systemInstruction":{"parts":[{"text":"Be kind."}]},"contents":[{"role":"user","parts":[{"text":"Hello"}]},{"role":"model","parts":[{"text":"Hi"}]},{"role":"user","parts":[{"text":"Why?"}]}],"generationConfig":{"maxOutputTokens":50}}""",
            Write(Prompt with { History = [new ChatTurn(false, "Hello"), new ChatTurn(true, "Hi")] })
        );

    [Fact]
    public void Write_Tools_GivesNameDescriptionAndSchema() =>
        Assert.Contains(
            ""","tools":[{"functionDeclarations":[{"name":"find","description":"Finds.","parametersJsonSchema":{"type":"object"}}]}],""",
            Write(Prompt with { Tools = [new ToolDefinition("find", "Finds.", "{\"type\":\"object\"}"u8.ToArray())] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Write_Rounds_FollowTheQuestionWithTheirSignatures()
    {
        var good = new ToolExchange(new ToolCall("a", "find", "{\"q\":1}", "c2ln"), "found", false);
        var bad = new ToolExchange(new ToolCall("b", "now", "[]"), "broken", true);

        Assert.Contains(
            """{"role":"model","parts":[{"functionCall":{"id":"a","name":"find","args":{"q":1}},"thoughtSignature":"c2ln"},{"functionCall":{"id":"b","name":"now","args":{}}}]},"""
                + """{"role":"user","parts":[{"functionResponse":{"id":"a","name":"find","response":{"output":"found"}}},{"functionResponse":{"id":"b","name":"now","response":{"error":"broken"}}}]}]""",
            Write(Prompt with { Rounds = [new ToolRound("", [good, bad])] }),
            StringComparison.Ordinal
        );
    }

    private static string Write(ChatPrompt prompt) =>
        Encoding.UTF8.GetString(GeminiRequestCodec.Write(prompt, 50).Span);
}
