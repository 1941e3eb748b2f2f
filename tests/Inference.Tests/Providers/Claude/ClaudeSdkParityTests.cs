using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using Chat.Inference.Fakes;

namespace Chat.Inference.Providers.Claude;

/// <summary>The bytes our tests are made of, read and validated by Anthropic's own SDK: our idea of the format is its.</summary>
public sealed class ClaudeSdkParityTests
{
    [Fact]
    public async Task CreateStreaming_WholeAnswer_IsReadAlike()
    {
        var text = new StringBuilder();
        string? stop = null;
        await foreach (var step in ReadAsync(new ClaudeWire().Whole("Grüße ", "\\ud83d\\ude00")))
        {
            step.Validate();
            if (step.TryPickContentBlockDelta(out var block) && block.Delta.TryPickText(out var delta))
            {
                text.Append(delta.Text);
            }
            if (step.TryPickDelta(out var message))
            {
                stop = $"{message.Delta.StopReason?.Raw()} {message.Usage.OutputTokens}";
            }
        }

        Assert.Equal(("Grüße 😀", "end_turn 7"), (text.ToString(), stop));
    }

    [Fact]
    public async Task CreateStreaming_ToolCalls_AreReadAlike()
    {
        var calls = new StringBuilder();
        await foreach (var step in ReadAsync(new ClaudeWire().Calls))
        {
            step.Validate();
            if (step.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var use))
            {
                calls.Append($"|{use.ID} {use.Name} ");
            }
            if (step.TryPickContentBlockDelta(out var block) && block.Delta.TryPickInputJson(out var json))
            {
                calls.Append(json.PartialJson);
            }
        }

        Assert.Equal("|a find {\"q\":\"Grüße\"}|b now ", calls.ToString());
    }

    private static async IAsyncEnumerable<RawMessageStreamEvent> ReadAsync(string body)
    {
        using var http = new HttpClient(new Canned(body));
        using var client = new AnthropicClient(
            new ClientOptions
            {
                HttpClient = http,
                BaseUrl = "http://127.0.0.1",
                ApiKey = "k",
                MaxRetries = 0,
            }
        );
        var request = new MessageCreateParams
        {
            MaxTokens = 9,
            Model = "m",
            Messages = [new UserMessageParam("Hello")],
        };
        await foreach (var step in client.Messages.CreateStreaming(request, TestContext.Current.CancellationToken))
        {
            yield return step;
        }
    }

    private sealed class Canned(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request }
            );
        }
    }
}
