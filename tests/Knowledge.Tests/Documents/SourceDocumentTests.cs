namespace Chat.Knowledge.Documents;

public sealed class SourceDocumentTests
{
    private static readonly SourceDocument Faq = new()
    {
        Kind = DocumentKind.Faq,
        Title = "Zebras",
        Url = "https://a.example/zebras",
        Question = "Do you sell zebras?",
        Text = "No.\n\nNot yet.",
    };

    [Fact]
    public void Key_Document_IsTheQuestionOrTheTitle()
    {
        Assert.Equal("faq:Do you sell zebras?", Faq.Key);
        Assert.Equal("text:Zebras", (Faq with { Kind = DocumentKind.Text }).Key);
    }

    [Fact]
    public void Chunks_Answer_IsNotCut() =>
        Assert.Equal([new string('a', 4_000)], (Faq with { Text = new string('a', 4_000) }).Chunks());

    [Fact]
    public void Chunks_Text_IsCutAndTrimmed() =>
        Assert.Equal(["One.\n\nTwo."], (Faq with { Kind = DocumentKind.Text, Text = " One.\n\nTwo. " }).Chunks());

    public static TheoryData<string> Fields => ["kind", "title", "url", "question", "text"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void ContentHash_AnyFieldChanged_IsAnotherOne(string field)
    {
        var changed = field switch
        {
            "kind" => Faq with { Kind = DocumentKind.Text },
            "title" => Faq with { Title = "Zebra" },
            "url" => Faq with { Url = "" },
            "question" => Faq with { Question = "Do you sell zebras" },
            _ => Faq with { Text = "No." },
        };

        Assert.NotEqual(Convert.ToHexString(Faq.ContentHash()), Convert.ToHexString(changed.ContentHash()));
    }

    [Fact]
    public void ContentHash_TextThatWandersFromOneFieldToTheNext_IsAnotherOne() =>
        Assert.NotEqual(
            (Faq with { Title = "a", Url = "b" }).ContentHash(),
            (Faq with { Title = "a\",\"b", Url = "" }).ContentHash()
        );

    // Another one would make every installation store, and cite, all its documents anew.
    [Fact]
    public void ContentHash_SameContent_IsTheOneItHasAlwaysBeen() =>
        Assert.Equal("6fe8cfa2d5d300fa", Convert.ToHexStringLower(Faq.ContentHash())[..16]);

    [Fact]
    public void Of_Options_GivesQuestionsFirstAndTheLastOfThoseRepeated()
    {
        var documents = ConfiguredDocuments.Of(
            new TenantDocumentsOptions
            {
                Texts =
                {
                    new TextOptions { Title = "Shipping", Text = "Old." },
                    new TextOptions
                    {
                        Title = "Shipping",
                        Text = "New.",
                        Url = "https://a.example/s",
                    },
                },
                Faq =
                {
                    new FaqOptions { Question = "Shipping", Answer = "Old." },
                    new FaqOptions
                    {
                        Question = "Shipping",
                        Answer = "Two days.",
                        Title = "Delivery",
                        Url = "https://a.example/f",
                    },
                    new FaqOptions { Question = "shipping", Answer = "In lower case." },
                },
            }
        );

        Assert.Equal(
            [
                new SourceDocument
                {
                    Kind = DocumentKind.Faq,
                    Title = "Delivery",
                    Url = "https://a.example/f",
                    Question = "Shipping",
                    Text = "Two days.",
                },
                new SourceDocument
                {
                    Kind = DocumentKind.Faq,
                    Title = "shipping",
                    Question = "shipping",
                    Text = "In lower case.",
                },
                new SourceDocument
                {
                    Kind = DocumentKind.Text,
                    Title = "Shipping",
                    Url = "https://a.example/s",
                    Text = "New.",
                },
            ],
            documents
        );
    }

    [Fact]
    public void IdOf_Tenant_IsItsOwnOrThatOfTheDefault()
    {
        var own = new Guid("0190a000-0000-7000-8000-000000000001");

        Assert.Equal(own, KnownTenants.IdOf(new TenantDocumentsOptions { Id = own }));
        Assert.Equal(new Guid("00000000-0000-7000-8000-000000000001"), KnownTenants.IdOf(new TenantDocumentsOptions()));
    }
}
