namespace Chat.Knowledge.Retrieval;

/// <summary>Whether the shipped documents are found in other words, and not found for questions about anything else.</summary>
[Trait("Level", "Component")]
public sealed class RetrievalQualityTests(RetrievalFixture service) : IClassFixture<RetrievalFixture>
{
    private static readonly (string Question, string Title)[] Paraphrases =
    [
        ("How do I reset my password?", "Reset your password"),
        ("I forgot my login secret", "Reset your password"),
        ("I can't remember my password", "Reset your password"),
        ("locked out of my account", "Reset your password"),
        ("how can I recover my credentials", "Reset your password"),
        ("pasword reset", "Reset your password"),
        ("How do I get a refund?", "Returns and refunds"),
        ("get my money back", "Returns and refunds"),
        ("Can I send it back? It does not fit", "Returns and refunds"),
        ("do you reimburse customers", "Returns and refunds"),
        (
            "Hi there, I bought shoes last week and they don't fit, can I get my money back please?",
            "Returns and refunds"
        ),
        ("when will my parcel arrive", "Delivery times"),
        ("how many days until you ship", "Delivery times"),
        ("How fast is shipping?", "Delivery times"),
        ("Is express shipping available?", "Delivery times"),
        ("Where is my package?", "Delivery times"),
        ("I want to speak with a real person", "Talk to a person"),
        ("let me chat with somebody from your staff", "Talk to a person"),
        ("are you a bot? give me a representative", "Talk to a person"),
        ("When are you open?", "Opening hours"),
        ("is anybody there on weekends?", "Opening hours"),
        ("office hours", "Opening hours"),
        ("I need a receipt for my purchase", "Invoices"),
        ("where can I download the bill", "Invoices"),
        ("proof of purchase for tax", "Invoices"),
        ("can I pay with a credit card", "Payment methods"),
        ("do you take PayPal", "Payment methods"),
        ("Is Apple Pay supported?", "Payment methods"),
        ("I changed my mind, stop my order", "Cancel an order"),
        ("how to call off an order", "Cancel an order"),
        ("canceling an order", "Cancel an order"),
        ("please erase everything you know about me", "Privacy and deletion"),
        ("GDPR deletion request", "Privacy and deletion"),
        ("how do I close my account", "Privacy and deletion"),
        ("how to set up chat on my own server", "About Chat"),
        ("can I self-host this", "About Chat"),
        ("does it support webhooks", "About Chat"),
        ("how do I connect a language model", "About Chat"),
    ];

    [Fact]
    public async Task Search_InOtherWords_FindsTheAnswer()
    {
        var missedFirst = new List<string>();
        var missed = new List<string>();
        foreach (var (question, title) in Paraphrases)
        {
            var found = await service.SearchAsync(question, 3, RetrievalFixture.Tenant);
            var titles = found.Hits.Select(hit => hit.Title).ToList();
            missedFirst.AddRange(titles.FirstOrDefault() == title ? [] : [question]);
            missed.AddRange(titles.Contains(title, StringComparer.Ordinal) ? [] : [question]);
        }

        Assert.True(missedFirst.Count <= Paraphrases.Length * 0.1, "Not first: " + string.Join(" | ", missedFirst));
        Assert.True(missed.Count <= Paraphrases.Length * 0.03, "Not at all: " + string.Join(" | ", missed));
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("Who won the world cup in 2018?")]
    [InlineData("Tell me a joke")]
    [InlineData("What's the weather like tomorrow?")]
    [InlineData("How do I cook pasta?")]
    [InlineData("What is the meaning of life?")]
    [InlineData("Write a poem about the sea")]
    [InlineData("Translate good morning to Spanish")]
    [InlineData("How tall is Mount Everest?")]
    [InlineData("What's the price of bitcoin?")]
    [InlineData("Recommend a good movie")]
    [InlineData("How long is a flight to the moon?")]
    [InlineData("Can dogs eat chocolate?")]
    [InlineData("What time is it in Tokyo?")]
    [InlineData("Solve 2x + 3 = 7")]
    [InlineData("Who is the president of Brazil?")]
    [InlineData("How do I change a car tyre?")]
    [InlineData("best way to learn the piano")]
    [InlineData("how do I get rid of ants in my kitchen")]
    public async Task Search_AboutSomethingElse_FindsNothing(string question) =>
        Assert.Empty((await service.SearchAsync(question, 3, RetrievalFixture.Tenant)).Hits);
}
