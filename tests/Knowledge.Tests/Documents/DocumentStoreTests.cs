using Chat.Knowledge.Retrieval;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Knowledge.Documents;

[Trait("Level", "Component")]
public sealed class DocumentStoreTests(RetrievalFixture service) : IClassFixture<RetrievalFixture>
{
    private static readonly SourceDocument Faq = new()
    {
        Kind = DocumentKind.Faq,
        Title = "Zebras",
        Question = "Do you sell zebras?",
        Text = "No.",
    };

    private readonly Guid _tenant = ServiceDefaults.Ids.New();

    [Fact]
    public async Task SyncAsync_NewDocument_CanBeFound()
    {
        await SyncAsync(Faq);

        Assert.Equal("No.", await AnswerAsync("zebra"));
    }

    [Fact]
    public async Task SyncAsync_NothingChanged_KeepsTheIds()
    {
        await SyncAsync(Faq);
        var before = await HitAsync("zebra");

        var outcome = await SyncAsync(Faq);

        Assert.Equal(new SyncOutcome(0, 0, 1), outcome);
        Assert.Equal(before.Chunk.Id, (await HitAsync("zebra")).Chunk.Id);
    }

    [Fact]
    public async Task SyncAsync_AnswerChanged_ReplacesIt()
    {
        await SyncAsync(Faq);

        var outcome = await SyncAsync(Faq with { Text = "Soon." });

        Assert.Equal(new SyncOutcome(1, 1, 1), outcome);
        Assert.Equal("Soon.", await AnswerAsync("zebra"));
    }

    [Fact]
    public async Task SyncAsync_OneOfTwoGone_KeepsTheOtherAsItIs()
    {
        var camel = Faq with { Title = "Camels", Question = "Do you sell camels?", Text = "Two." };
        await SyncAsync(Faq, camel);
        var before = await HitAsync("camel");

        Assert.Equal(new SyncOutcome(0, 1, 1), await SyncAsync(camel));

        Assert.Equal(before.Chunk.Id, (await HitAsync("camel")).Chunk.Id);
        Assert.Equal(1, (await SearchAsync("zebra")).DocumentCount);
    }

    [Fact]
    public async Task SyncAsync_AnotherTenant_KeepsItsOwn()
    {
        await SyncAsync(Faq);

        await service
            .Host.Services.GetRequiredService<DocumentStore>()
            .SyncAsync(ServiceDefaults.Ids.New(), [], TestContext.Current.CancellationToken);

        Assert.Equal("No.", await AnswerAsync("zebra"));
        Assert.Equal(new SyncOutcome(0, 0, 1), await SyncAsync(Faq));
    }

    [Fact]
    public async Task SyncAsync_DocumentGone_IsNotFoundAnyMore()
    {
        await SyncAsync(Faq);

        await SyncAsync();

        var found = await SearchAsync("zebra");
        Assert.Empty(found.Hits);
        Assert.Equal(0, found.DocumentCount);
    }

    [Fact]
    public async Task SyncAsync_LongText_IsFoundByItsLastSentence()
    {
        var text = string.Join(' ', Enumerable.Range(0, 100).Select(n => $"Sentence {n} is about nothing at all."));
        await SyncAsync(
            new SourceDocument
            {
                Kind = DocumentKind.Text,
                Title = "Essay",
                Text = text + " The treasure lies under the oak.",
            }
        );

        Assert.Contains("treasure", await AnswerAsync("where is the treasure"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SyncAsync_InstancesStartTogether_DoTheWorkOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SyncAsync(Faq)));

        Assert.Equal(1, outcomes.Sum(outcome => outcome.Added));
        Assert.Equal(1, (await SearchAsync("zebra")).DocumentCount);
    }

    private Task<SyncOutcome> SyncAsync(params SourceDocument[] documents) =>
        service
            .Host.Services.GetRequiredService<DocumentStore>()
            .SyncAsync(_tenant, documents, TestContext.Current.CancellationToken);

    private async Task<SearchResult> SearchAsync(string question) =>
        (
            await service
                .Host.Services.GetRequiredService<SearchDocuments>()
                .SearchAsync(_tenant, question, 5, TestContext.Current.CancellationToken)
        ).Value;

    private async Task<SearchHit> HitAsync(string question) => Assert.Single((await SearchAsync(question)).Hits);

    private async Task<string> AnswerAsync(string question) => (await HitAsync(question)).Chunk.Text;
}
