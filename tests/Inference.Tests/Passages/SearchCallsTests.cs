using Chat.Contracts.Knowledge.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>What goes together in one call to Knowledge.</summary>
public sealed class SearchCallsTests
{
    // Of 64 questions of the greatest length Knowledge would take none: their answers would be made without documents.
    [Fact]
    public async Task SearchAsync_LongQuestionsAtOnce_GoInCallsThatKnowledgeTakes()
    {
        var release = new TaskCompletionSource();
        var knowledge = new FakeRetrieval { Before = release.Task };
        var options = Options.Create(new PassagesOptions { Timeout = TimeSpan.FromSeconds(30) });
        await using var calls = new SearchCalls(knowledge, new FakeTokens(), new ServiceName("inference"), options);
        var search = new SearchRequest { Query = new string('語', 10_000) };
        var caller = Principal.ForService("inference", Guid.Empty);

        var found = Enumerable
            .Range(0, 100)
            .Select(_ => calls.SearchAsync(search, caller, TestContext.Current.CancellationToken))
            .ToArray();
        release.SetResult();
        var results = await Task.WhenAll(found).WithTimeout();

        Assert.All(results, static result => Assert.True(result.IsSuccess));
        Assert.All(knowledge.Sizes, static size => Assert.InRange(size, 1, GrpcRequestLimits.MaxBytes));
        Assert.InRange(knowledge.Sizes.Count, 3, 20);
    }
}
