using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.ApplicationModel;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("under_score")]
    [InlineData("end-")]
    [InlineData("two--hyphens")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Add_InvalidName_IsRefused(string name)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();

        Assert.Throws<ArgumentException>(() => builder.AddExecutable(name, "sleep", "/", "1"));
    }

    [Fact]
    public async Task Add_SameNameInOtherCase_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("server", "sleep", "/", "1");

        Assert.Throws<DistributedApplicationException>(() => builder.AddExecutable("Server", "sleep", "/", "1"));
    }

    [Fact]
    public async Task WithHttpEndpoint_SameNameTwice_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddExecutable("server", "sleep", "/", "1").WithHttpEndpoint();

        Assert.Throws<DistributedApplicationException>(() => server.WithHttpEndpoint());
    }

    [Fact]
    public async Task WithExternalHttpEndpoints_MixedEndpoints_MarksTheHttpOnes()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddExecutable("server", "sleep", "/", "1").WithHttpEndpoint().WithEndpoint(name: "raw");

        server.WithExternalHttpEndpoints();

        Assert.True(server.GetEndpoint("http").Annotation.IsExternal);
        Assert.False(server.GetEndpoint("raw").Annotation.IsExternal);
    }
}
