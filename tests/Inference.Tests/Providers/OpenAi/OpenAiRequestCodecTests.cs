using System.Text.Json;
using Chat.Inference.Prompts;
using Chat.Inference.Providers.Targets;

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

    private static readonly ProviderTarget Target = new("openai", "m", ApiKey: null, BaseUrl: null, 50);

    [Fact]
    public void Write_Prompt_GivesMessagesInOrder()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, Target));

        var messages = json.RootElement.GetProperty("messages").EnumerateArray();
        Assert.Equal(
            ["system:Be \"kind\".", "user:Hello", "assistant:Hi", "user:Why\n?"],
            messages.Select(message => $"{message.GetProperty("role")}:{message.GetProperty("content")}")
        );
    }

    [Fact]
    public void Write_Prompt_AsksForAStreamWithUsage()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, Target));

        Assert.Equal("m", json.RootElement.GetProperty("model").GetString());
        Assert.True(json.RootElement.GetProperty("stream").GetBoolean());
        Assert.True(json.RootElement.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
    }

    [Theory]
    [InlineData(null, "max_completion_tokens", "max_tokens")]
    [InlineData("https://api.openai.com/v1", "max_completion_tokens", "max_tokens")]
    [InlineData("https://eu.api.openai.com/v1", "max_completion_tokens", "max_tokens")]
    [InlineData("http://localhost:11434/v1", "max_tokens", "max_completion_tokens")]
    [InlineData("https://notapi.openai.com/v1", "max_tokens", "max_completion_tokens")]
    [InlineData("https://api.openai.com.example/v1", "max_tokens", "max_completion_tokens")]
    public void Write_Limit_IsNamedAsTheServerKnowsIt(string? url, string name, string other)
    {
        var target = Target with { BaseUrl = url is null ? null : new Uri(url) };

        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, target));

        Assert.Equal(50, json.RootElement.GetProperty(name).GetInt32());
        Assert.False(json.RootElement.TryGetProperty(other, out _));
    }

    [Fact]
    public void Write_ReasoningEffort_IsToldOnlyIfThereIsOne()
    {
        using var without = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, Target));
        using var with = JsonDocument.Parse(
            OpenAiRequestCodec.Write(Prompt, Target with { ReasoningEffort = "minimal" })
        );

        Assert.False(without.RootElement.TryGetProperty("reasoning_effort", out _));
        Assert.Equal("minimal", with.RootElement.GetProperty("reasoning_effort").GetString());
    }

    [Fact]
    public void Write_NoTools_SaysNothingOfThem()
    {
        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(Prompt, Target));

        Assert.False(json.RootElement.TryGetProperty("tools", out _));
    }

    [Fact]
    public void Write_Tools_GivesNameDescriptionAndSchema()
    {
        var prompt = Prompt with
        {
            Tools = [new ToolDefinition("find", "Finds.", "{\"type\":\"object\"}"u8.ToArray())],
        };

        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(prompt, Target));

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

        using var json = JsonDocument.Parse(OpenAiRequestCodec.Write(prompt, Target));

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
