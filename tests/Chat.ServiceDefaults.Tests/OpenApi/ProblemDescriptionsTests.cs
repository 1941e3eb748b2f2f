using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Chat.ServiceDefaults.Tests.OpenApi;

/// <summary>What an API's description says of the problems of an endpoint.</summary>
public sealed class ProblemDescriptionsTests
{
    [Fact]
    public void WithProblems_None_SaysThoseOfEveryRequest() =>
        Assert.Equal([401, 403, 500, 503], Statuses(static builder => builder.WithProblems()));

    [Fact]
    public void WithProblems_Own_StandInOrderAmongThem() =>
        Assert.Equal([401, 403, 404, 409, 500, 503], Statuses(static builder => builder.WithProblems(409, 404)));

    [Fact]
    public void WithProblems_OfTheGroupAndTheEndpoint_AreBothSaid() =>
        Assert.Equal(
            [400, 401, 403, 413, 500, 503],
            Described(static app => app.MapGroup("/x").WithProblems(413).MapGet("", static () => "x").WithProblems(400))
                .Select(static described => described.StatusCode)
                .Distinct()
                .Order()
        );

    [Fact]
    public void WithProblems_Any_AreProblemsInTheirMediaType() =>
        Assert.All(
            Described(static app => app.MapGet("/x", static () => "x").WithProblems(404)),
            static described =>
            {
                Assert.Equal(typeof(Problem), described.Type);
                Assert.Equal([Problem.ContentType], described.ContentTypes);
            }
        );

    private static IEnumerable<int> Statuses(Action<RouteHandlerBuilder> describe) =>
        Described(app => describe(app.MapGet("/x", static () => "x"))).Select(static described => described.StatusCode);

    private static IEnumerable<IProducesResponseTypeMetadata> Described(Action<WebApplication> map)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        map(app);
        var endpoint = Assert.Single(
            ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints)
        );
        return endpoint
            .Metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(static described => described.StatusCode != StatusCodes.Status200OK);
    }
}
