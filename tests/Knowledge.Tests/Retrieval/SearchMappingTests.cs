using Chat.Contracts.Knowledge.V1;
using Chat.Knowledge.Corpora;
using DocumentKind = Chat.Knowledge.Documents.DocumentKind;
using WireKind = Chat.Contracts.Knowledge.V1.DocumentKind;

namespace Chat.Knowledge.Retrieval;

public sealed class SearchMappingTests
{
    private static readonly Guid DocumentId = Guid.Parse("01890000-0000-7000-8000-000000000001");
    private static readonly Guid ChunkId = Guid.Parse("01890000-0000-7000-8000-000000000002");

    [Fact]
    public void ToProto_Hit_HasEveryField() =>
        Assert.Equal(
            new SearchResponse
            {
                DocumentCount = 12,
                Hits =
                {
                    new Hit
                    {
                        DocumentId = "01890000-0000-7000-8000-000000000001",
                        ChunkId = "01890000-0000-7000-8000-000000000002",
                        Kind = WireKind.Faq,
                        Title = "title",
                        Url = "url",
                        Question = "question",
                        Text = "text",
                        Score = 0.75,
                    },
                },
            },
            SearchMapping.ToProto(new SearchResult([Found(DocumentKind.Faq)], 12))
        );

    [Theory]
    [InlineData(DocumentKind.Faq, WireKind.Faq, "faq")]
    [InlineData(DocumentKind.Text, WireKind.Text, "text")]
    internal void Map_Kind_IsItsWord(DocumentKind kind, WireKind wire, string word)
    {
        var result = new SearchResult([Found(kind)], 1);

        Assert.Equal(wire, SearchMapping.ToProto(result).Hits[0].Kind);
        Assert.Equal(word, SearchAnswer.From(result).Data[0].Kind);
    }

    [Fact]
    public void From_Hit_HasEveryField() =>
        Assert.Equal(
            new PassageAnswer
            {
                DocumentId = DocumentId,
                ChunkId = ChunkId,
                Kind = "faq",
                Title = "title",
                Url = "url",
                Question = "question",
                Text = "text",
                Score = 0.75,
            },
            PassageAnswer.From(Found(DocumentKind.Faq))
        );

    [Fact]
    public void From_WithoutAddressAndQuestion_HasNull()
    {
        var answer = PassageAnswer.From(Found(DocumentKind.Text, url: "", question: ""));

        Assert.Equal((null, null), (answer.Url, answer.Question));
    }

    [Fact]
    public void From_SeveralHits_KeepsTheirOrderOnOnePage()
    {
        var answer = SearchAnswer.From(
            new SearchResult([Found(DocumentKind.Faq), Found(DocumentKind.Text, score: 0.5)], 2)
        );

        Assert.Equal([0.75, 0.5], answer.Data.Select(passage => passage.Score));
        Assert.Equal((null, false), (answer.NextCursor, answer.HasMore));
    }

    [Fact]
    public void Map_NothingFound_IsAnEmptyAnswer()
    {
        var result = new SearchResult([], 3);

        Assert.Empty(SearchAnswer.From(result).Data);
        Assert.Equal(new SearchResponse { DocumentCount = 3 }, SearchMapping.ToProto(result));
    }

    private static SearchHit Found(
        DocumentKind kind,
        double score = 0.75,
        string url = "url",
        string question = "question"
    ) =>
        new(
            score,
            new CorpusChunk(
                ChunkId,
                new CorpusDocument
                {
                    Id = DocumentId,
                    Kind = kind,
                    Title = "title",
                    Url = url,
                    Question = question,
                },
                "text"
            )
        );
}
