using System.Text;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Claude;

public sealed class ClaudeRequestCodecTests
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
    public void Write_Prompt_GivesSystemAndMessages() =>
        Assert.Equal(
            """{"model":"m","max_tokens":50,"system":"Be kind.","messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},{"role":"user","content":"Why?"}]}""",
            Write(Prompt with { History = [new ChatTurn(false, "Hello"), new ChatTurn(true, "Hi")] })
        );

    [Fact]
    public void Write_CompanySpokeFirst_PutsAPersonsTurnBefore() =>
        Assert.Contains(
            """[{"role":"user","content":"(The company wrote first.)"},{"role":"assistant","content":"Hi"},""",
            Write(Prompt with { History = [new ChatTurn(true, "Hi")] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Write_BlankQuestion_IsNamed() =>
        Assert.EndsWith(
            """[{"role":"user","content":"(an empty message)"}]}""",
            Write(Prompt with { Question = " " }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Write_Tools_GivesNameDescriptionAndSchema() =>
        Assert.Contains(
            ""","tools":[{"name":"find","description":"Finds.","input_schema":{"type":"object"}}],""",
            Write(Prompt with { Tools = [new ToolDefinition("find", "Finds.", "{\"type\":\"object\"}"u8.ToArray())] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Write_Rounds_FollowTheQuestionInPairs()
    {
        var good = new ToolExchange(new ToolCall("a", "find", "{\"q\":1}"), "found", false);
        var bad = new ToolExchange(new ToolCall("b", "now", "no json"), "unreadable arguments", true);

        Assert.EndsWith(
            """{"role":"assistant","content":[{"type":"text","text":"Wait"},{"type":"tool_use","id":"a","name":"find","input":{"q":1}},{"type":"tool_use","id":"b","name":"now","input":{}}]},"""
                + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"found"},{"type":"tool_result","tool_use_id":"b","content":"unreadable arguments","is_error":true}]}]}""",
            Write(Prompt with { Rounds = [new ToolRound("Wait", [good, bad])] }),
            StringComparison.Ordinal
        );
    }

    private static string Write(ChatPrompt prompt) =>
        Encoding.UTF8.GetString(ClaudeRequestCodec.Write(prompt, "m", 50).Span);
}
