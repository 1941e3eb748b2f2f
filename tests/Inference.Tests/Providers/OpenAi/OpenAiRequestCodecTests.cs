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
}
