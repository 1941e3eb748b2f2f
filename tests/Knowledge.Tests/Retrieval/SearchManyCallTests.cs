using System.Diagnostics.Metrics;
using Chat.Contracts.Knowledge.V1;
using Chat.Knowledge.Analysis;
using Chat.Knowledge.Corpora;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Retrieval;

public sealed class SearchManyCallTests : IDisposable
{
    // As Grpc:Client:MaxMessageBytes has it.
    private const int MaxMessageBytes = 4 * 1024 * 1024;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CorpusCache _cache;
    private readonly SearchManyCall _call;

    public SearchManyCallTests()
    {
        var scene = new CorpusScene();
        for (var n = 0; n < 20; n++)
        {
            scene.Faq($"How do I reset password {n}?", new string('\u9752', 3_999) + n);
        }
        _cache = new CorpusCache(
            new SceneSource(scene),
            new CorpusMetrics(_services.GetRequiredService<IMeterFactory>()),
            Options.Create(new CorpusOptions()),
            TimeProvider.System,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
            NullLogger<CorpusCache>.Instance
        );
        var search = new SearchDocuments(_cache, new TextAnalyser(), new CorpusSearch());
        _call = new SearchManyCall(search, new OpenTokens());
    }

    public void Dispose()
    {
        _cache.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Handle_MoreThanAMessageHolds_SaysTheRestIsToBeAskedForAlone()
    {
        var tenantId = Ids.New();
        await _cache.GetAsync(tenantId, TestContext.Current.CancellationToken);

        var response = _call.Handle(Request(tenantId, items: 64));

        Assert.InRange(response.CalculateSize(), MaxMessageBytes / 2, MaxMessageBytes);
        var found = response.Results.TakeWhile(static result => result.Found is not null).ToList();
        Assert.All(found, static result => Assert.Equal(20, result.Found.Hits.Count));
        Assert.All(response.Results.Skip(found.Count), static result => Assert.True(result.Cold));
        Assert.Equal(64, response.Results.Count);
    }

    [Fact]
    public async Task Handle_WhatAMessageHolds_IsAllFound()
    {
        var tenantId = Ids.New();
        await _cache.GetAsync(tenantId, TestContext.Current.CancellationToken);

        Assert.All(_call.Handle(Request(tenantId, items: 10)).Results, static result => Assert.NotNull(result.Found));
    }

    private static SearchManyRequest Request(Guid tenantId, int items) =>
        new()
        {
            Items =
            {
                Enumerable
                    .Range(0, items)
                    .Select(_ => new SearchItem
                    {
                        Identity = tenantId.ToString(),
                        Search = new SearchRequest { Query = "reset password", Limit = 20 },
                    }),
            },
        };

    private sealed class SceneSource(CorpusScene scene) : ICorpusSource
    {
        public Task<CorpusIndex> LoadAsync(Guid tenantId, CancellationToken cancellationToken) =>
            Task.FromResult(scene.Index);
    }

    /// <summary>A tenant's id is its token.</summary>
    private sealed class OpenTokens : IIdentityTokens
    {
        public string Issue(Principal principal) => principal.TenantId.ToString();

        public Result<Principal> Validate(string token) => Principal.ForService("test", Guid.Parse(token));
    }
}
