using System.Text.Json;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.OpenAi;

public sealed class OpenAiRequestCodecTests
{
    private static readonly ChatPrompt Prompt = new()
    {
        SystemText = "Be \"kind\".",
        History = [new ChatTurn(false, "Hello"), new ChatTurn(true, "Hi")],
        Question = "Why\n?",
        Passages = [],
        KnowledgeConsulted = true,
    };

    [Fact]
    public void Write_Prompt_GivesMessagesInOrder()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, "m", 50));

        var messages = json.RootElement.GetProperty("messages").EnumerateArray();
        Assert.Equal(
            ["system:Be \"kind\".", "user:Hello", "assistant:Hi", "user:Why\n?"],
            messages.Select(message => $"{message.GetProperty("role")}:{message.GetProperty("content")}")
        );
    }

    [Fact]
    public void Write_Prompt_AsksForAStreamWithUsage()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, "m", 50));

        Assert.Equal("m", json.RootElement.GetProperty("model").GetString());
        Assert.True(json.RootElement.GetProperty("stream").GetBoolean());
        Assert.True(json.RootElement.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(50, json.RootElement.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public void Write_NoTools_SaysNothingOfThem()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, "m", 50));

        Assert.False(json.RootElement.TryGetProperty("tools", out _));
    }

    [Fact]
    public void Write_Tools_GivesNameDescriptionAndSchema()
    {
        var prompt = Prompt with
        {
            Tools = [new ToolDefinition("find", "Finds.", "{\"type\":\"object\"}"u8.ToArray())],
        };

        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(prompt, "m", 50));

        Assert.Equal(
            """[{"type":"function","function":{"name":"find","description":"Finds.","parameters":{"type":"object"}}}]""",
            json.RootElement.GetProperty("tools").GetRawText()
        );
    }

    [Fact]
    public void Write_Rounds_FollowTheQuestion()
    {
        var call = new ToolCall("a", "find", "{\"q\":1}");
        var prompt = Prompt with { Rounds = [new ToolRound("Wait", [new ToolExchange(call, "found", false)])] };

        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(prompt, "m", 50));

        Assert.Equal(
            [
                """{"role":"assistant","content":"Wait","tool_calls":[{"id":"a","type":"function","function":{"name":"find","arguments":"{\u0022q\u0022:1}"}}]}""",
                """{"role":"tool","tool_call_id":"a","content":"found"}""",
            ],
            json.RootElement.GetProperty("messages")
                .EnumerateArray()
                .TakeLast(2)
                .Select(message => message.GetRawText())
        );
    }
}
