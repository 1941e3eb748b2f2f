using System.Text;
using System.Text.Json;
using Grpc.Core;
using StackExchange.Redis;

namespace Chat.Shape.Bench;

/// <summary>The gateway's part: counts the request, asks, and frames each word.</summary>
internal static class ChatEdge
{
    public static async Task AnswerAsync(
        HttpContext context,
        Speaker.SpeakerClient speaker,
        IConnectionMultiplexer redis
    )
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var question = new Question
        {
            Conversation = body.RootElement.GetProperty("conversationId").GetString(),
            Text = body.RootElement.GetProperty("message").GetString(),
        };
        await redis.GetDatabase().StringIncrementAsync("shape");

        using var call = speaker.Reply(question, cancellationToken: context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        var output = context.Response.BodyWriter;
        await foreach (var part in call.ResponseStream.ReadAllAsync(context.RequestAborted))
        {
            foreach (var word in part.Words_)
            {
                var frame = JsonSerializer.Serialize(new { type = "token", content = word });
                Encoding.UTF8.GetBytes($"data: {frame}\n\n", output);
            }

            await output.FlushAsync(context.RequestAborted);
        }

        await output.WriteAsync("data: {\"done\":true}\n\ndata: [DONE]\n\n"u8.ToArray(), context.RequestAborted);
    }
}
