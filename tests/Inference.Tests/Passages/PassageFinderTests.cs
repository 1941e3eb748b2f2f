using Chat.Contracts.Knowledge.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

public sealed class PassageFinderTests
{
    private readonly FakeRetrieval _knowledge = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly PassagesOptions _options = new();
    private readonly PassageFinder _finder;

    public PassageFinderTests() =>
        _finder = new PassageFinder(
            new SearchCalls(_knowledge, new FakeTokens(), new ServiceName("inference"), Options.Create(_options)),
            new EmptyTenants(_clock),
            Options.Create(_options),
            NullLogger<PassageFinder>.Instance
        );

    [Fact]
    public async Task FindAsync_Hits_BecomePassages()
    {
        var hit = new Hit
        {
            DocumentId = "d",
            ChunkId = "c",
            Title = "T",
            Text = "Text",
            Score = 0.5,
        };
        _knowledge.Response = new SearchResponse { Hits = { hit }, DocumentCount = 1 };

        var found = await FindAsync();

        Assert.True(found.Consulted);
        Assert.Equal(("d", "T", 0.5), (found.Passages[0].DocumentId, found.Passages[0].Title, found.Passages[0].Score));
    }

    [Fact]
    public async Task FindAsync_DocumentsAreNotInMemory_AsksAlone()
    {
        _knowledge.IsCold = true;
        _knowledge.Response = new SearchResponse { Hits = { new Hit { Title = "T" } }, DocumentCount = 1 };

        Assert.Equal("T", Assert.Single((await FindAsync()).Passages).Title);
        Assert.Single(_knowledge.Searches);
    }

    [Fact]
    public async Task FindAsync_Disabled_AsksNobody()
    {
        _options.Enabled = false;

        Assert.True((await FindAsync()).Consulted);
        Assert.Empty(_knowledge.Searches);
    }

    [Fact]
    public async Task FindAsync_TenantWithoutDocuments_IsRememberedFor5Seconds()
    {
        _knowledge.Response = new SearchResponse { DocumentCount = 0 };

        await FindAsync();
        await FindAsync();
        Assert.Single(_knowledge.Searches);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await FindAsync();

        Assert.Equal(2, _knowledge.Searches.Count);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Internal)]
    public async Task FindAsync_KnowledgeFails_SaysThatItWasNotConsulted(StatusCode status)
    {
        _knowledge.Failure = new RpcException(new Status(status, ""));

        Assert.False((await FindAsync()).Consulted);
    }

    [Fact]
    public async Task FindAsync_DeadlineAsACancellation_SaysThatItWasNotConsulted()
    {
        _knowledge.Failure = new TaskCanceledException();

        Assert.False((await FindAsync()).Consulted);
    }

    [Fact]
    public async Task FindAsync_CallBeforeHangs_WaitsNoLongerThanTheTimeout()
    {
        _options.Timeout = TimeSpan.FromMilliseconds(50);
        _knowledge.Hangs = true;
        var finder = new PassageFinder(
            new SearchCalls(_knowledge, new FakeTokens(), new ServiceName("inference"), Options.Create(_options)),
            new EmptyTenants(_clock),
            Options.Create(_options),
            NullLogger<PassageFinder>.Instance
        );

        var found = await Task.WhenAll(
                Enumerable
                    .Range(0, 3)
                    .Select(_ => finder.FindAsync(ReplyScene.Visitor, "Why?", TestContext.Current.CancellationToken))
            )
            .WithTimeout();

        Assert.All(found, passages => Assert.False(passages.Consulted));
    }

    private Task<FoundPassages> FindAsync() =>
        _finder.FindAsync(ReplyScene.Visitor, "Why?", TestContext.Current.CancellationToken);
}
