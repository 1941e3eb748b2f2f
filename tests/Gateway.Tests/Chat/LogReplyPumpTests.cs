using System.IO.Pipelines;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Live;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Live;
using Chat.Gateway.Tests.Sse;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Chat;

/// <summary>When a log counts as silent.</summary>
public sealed class LogReplyPumpTests : GatewayTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Copy_TheReaderTakesLongerThanTheLimit_IsNoSilenceOfTheLog()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new PipeBody(pipe.Writer));
        var opened = await Gateway
            .Services.GetRequiredService<StreamOpener>()
            .OpenAsync(context, LiveScene.Reader, RateTrust.Server, new NativeReplyFrames(null));
        await using var stream = opened.Value;
        var time = new FakeTimeProvider();
        using var hub = new LiveHub(Options.Create(new LiveOptions()), time);
        var cursor = new LogCursor(7, 1, LiveScene.Reply, 0);
        using var subscription = hub.Subscribe(LiveScene.Log, cursor).Value;
        var leg = hub.Legs.Single();
        leg.TryAccept(LiveScene.Subscribed(leg.Id));
        leg.TryAccept(LiveScene.Entries(leg.Id, LiveScene.Delta("Hello", 0)));

        var copying = new LogReplyPump(stream, subscription, cursor, Limit, Limit, time).CopyAsync(Cancelled);
        await Eventually.TrueAsync(() => stream.Connection.IsBlocked, Cancelled);
        time.Advance(2 * Limit);
        var reading = pipe.Reader.CopyToAsync(Stream.Null, Cancelled);
        await Eventually.TrueAsync(() => !stream.Connection.IsBlocked, Cancelled);
        leg.TryAccept(LiveScene.Entries(leg.Id, Reply));

        Assert.Equal(StreamEnd.Completed, await copying.WithTimeout());
        await pipe.Writer.CompleteAsync();
        await reading;
    }

    private static LogEntry Reply
    {
        get
        {
            var entry = LiveScene.Message(2, LiveScene.Reply);
            entry.Message.Text = "Hello";
            return entry;
        }
    }
}
