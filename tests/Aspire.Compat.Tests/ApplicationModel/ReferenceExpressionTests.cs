using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.ApplicationModel;

public sealed class ReferenceExpressionTests
{
    [Fact]
    public async Task GetValue_LiteralBracesAndText_AreKept()
    {
        var expression = ReferenceExpression.Create($"a{{b}}c{"d{e}"}");

        Assert.Equal("a{b}cd{e}", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GetValue_UriFormat_IsPercentEncoded()
    {
        var parameter = new ParameterResource("secret", _ => "a/b@c");
        var expression = ReferenceExpression.Create($"amqp://{parameter:uri}@host");

        Assert.Equal("amqp://a%2Fb%40c@host", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ValueExpression_Holes_ArePlaceholders()
    {
        var parameter = new ParameterResource("secret", _ => "value");

        Assert.Equal("x-{secret.value}", ReferenceExpression.Create($"x-{parameter}").ValueExpression);
    }

    [Fact]
    public async Task GetValue_EndpointParts_AreThoseOfTheAllocatedAddress()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var resource = builder.AddExecutable("server", "sleep", "/", "1").WithHttpEndpoint();
        var annotation = resource.GetEndpoint("http").Annotation;
        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, "localhost", 5001);
        var endpoint = resource.GetEndpoint("http");

        var expression = ReferenceExpression.Create(
            $"{endpoint}|{endpoint.Property(EndpointProperty.HostAndPort)}|{endpoint.Property(EndpointProperty.Port)}"
        );

        Assert.Equal(
            "http://localhost:5001|localhost:5001|5001",
            await expression.GetValueAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Url_BeforeTheStart_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var endpoint = builder.AddExecutable("server", "sleep", "/", "1").WithHttpEndpoint().GetEndpoint("http");

        Assert.Throws<InvalidOperationException>(() => endpoint.Url);
    }
}
