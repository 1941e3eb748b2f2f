using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Grpc.Core;
using Npgsql;

namespace Chat.Knowledge.Retrieval;

[Trait("Level", "Component")]
public sealed class RetrievalServiceTests(RetrievalFixture service) : IClassFixture<RetrievalFixture>
{
    [Fact]
    public async Task Search_Faq_GivesQuestionAnswerAndAddress()
    {
        var hit = (await service.SearchAsync("reset password", 1, RetrievalFixture.Tenant)).Hits.Single();

        Assert.Equal(DocumentKind.Faq, hit.Kind);
        Assert.Equal("How do I reset my password?", hit.Question);
        Assert.Equal("https://shop.example/help/password", hit.Url);
        Assert.StartsWith("Open the sign-in page", hit.Text, StringComparison.Ordinal);
        Assert.InRange(hit.Score, 0.8, 1);
    }

    [Fact]
    public async Task Search_Text_GivesAChunk()
    {
        var hit = (
            await service.SearchAsync("install Chat on my own server", 1, RetrievalFixture.Tenant)
        ).Hits.Single();

        Assert.Equal((DocumentKind.Text, ""), (hit.Kind, hit.Question));
        Assert.Contains("Linux machine", hit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchMany_WarmForeignColdAndForged_EachHasItsOwnAnswer()
    {
        await service.SearchAsync("reset password", 1, RetrievalFixture.Tenant);

        var results = await service.SearchManyAsync(
            service.Item("reset password", RetrievalFixture.Tenant),
            service.Item("reset password", Ids.New()),
            new SearchItem
            {
                Identity = "forged",
                Search = new SearchRequest { Query = "reset password" },
            },
            service.Item("", RetrievalFixture.Tenant)
        );

        Assert.Equal("How do I reset my password?", results[0].Found.Hits[0].Question);
        Assert.True(results[1].Cold);
        Assert.Equal("token_invalid", results[2].Error.ToError().Code);
        Assert.IsType<Invalid>(results[3].Error.ToError());
    }

    [Fact]
    public async Task SearchMany_ColdTenantAgain_IsInMemoryThen()
    {
        var tenant = Ids.New();
        Assert.True((await service.SearchManyAsync(service.Item("reset", tenant)))[0].Cold);

        await Eventually.TrueAsync(
            async () => (await service.SearchManyAsync(service.Item("reset", tenant)))[0].Found is not null,
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public async Task SearchMany_NoneOrTooMany_IsInvalidArgument(int count)
    {
        var items = Enumerable.Range(0, count).Select(_ => service.Item("reset", RetrievalFixture.Tenant));

        var failure = await Assert.ThrowsAsync<RpcException>(() => service.SearchManyAsync([.. items]));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Fact]
    public async Task Search_AnotherTenant_SeesNothing()
    {
        var found = await service.SearchAsync("reset password", 5, new Guid("00000000-0000-7000-8000-000000000002"));

        Assert.Empty(found.Hits);
        Assert.Equal(0, found.DocumentCount);
    }

    [Fact]
    public async Task Search_NoHit_StillCountsTheDocuments() =>
        Assert.Equal(10, (await service.SearchAsync("zebra", 5, RetrievalFixture.Tenant)).DocumentCount);

    [Fact]
    public async Task Search_ManyMatches_KeepsToTheLimit() =>
        Assert.Equal(
            2,
            (await service.SearchAsync("order delivery invoice payment", 2, RetrievalFixture.Tenant)).Hits.Count
        );

    [Theory]
    [InlineData("?!")]
    [InlineData("';drop table documents;--")]
    [InlineData("世界 \0 \ud83d\ude00")]
    public async Task Search_StrangeQuery_IsHarmless(string query) =>
        Assert.Empty((await service.SearchAsync(query.Replace("\0", ""), 5, RetrievalFixture.Tenant)).Hits);

    [Theory]
    [InlineData("", 5)]
    [InlineData("x", 21)]
    [InlineData("x", -1)]
    public async Task Search_OutOfRange_IsInvalidArgument(string query, int limit)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() =>
            service.SearchAsync(query, limit, RetrievalFixture.Tenant)
        );

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Fact]
    public async Task Search_VeryLongQuery_CountsItsBeginning()
    {
        var query = "reset password".PadRight(1000) + new string('x', 9000);

        Assert.NotEmpty((await service.SearchAsync(query, 5, RetrievalFixture.Tenant)).Hits);
    }

    [Fact]
    public async Task Get_Search_GivesAPage()
    {
        using var response = await GetAsync("/v1/knowledge/search?q=refund&limit=1");

        using var page = JsonDocument.Parse(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)
        );
        var passage = page.RootElement.GetProperty("data")[0];
        Assert.Equal("faq", passage.GetProperty("kind").GetString());
        Assert.Equal("Returns and refunds", passage.GetProperty("title").GetString());
        Assert.False(page.RootElement.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task Get_SearchWithoutQuery_IsAProblem()
    {
        using var response = await GetAsync("/v1/knowledge/search");
        using var problem = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("/q", problem.RootElement.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task Get_SearchWithoutQueryAndWithAWrongLimit_NamesBoth(int limit)
    {
        using var response = await GetAsync($"/v1/knowledge/search?limit={limit}");
        using var problem = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["/q", "/limit"],
            problem
                .RootElement.GetProperty("errors")
                .EnumerateArray()
                .Select(static fault => fault.GetProperty("pointer").GetString())
        );
    }

    [Fact]
    public async Task Get_SearchWithoutIdentity_IsRefused()
    {
        using var response = await service.Host.Http.GetAsync(
            new Uri("/v1/knowledge/search?q=x", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("documents")]
    [InlineData("chunks")]
    [InlineData("corpora")]
    public async Task Table_WithoutATenant_ShowsTheUnprivilegedRoleNothing(string table)
    {
        await using var source = NpgsqlDataSource.Create(service.Database + ";Options=-c role=chat_knowledge");
        await using var command = source.CreateCommand($"select count(*) from {table}");

        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Token(RetrievalFixture.Tenant));
        return await service.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
