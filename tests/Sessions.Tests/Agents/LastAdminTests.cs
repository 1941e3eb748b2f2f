using System.Net;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Agents;

[Trait("Level", "Component")]
public sealed class LastAdminTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    [Theory]
    [InlineData("""{"role":"manager"}""")]
    [InlineData("""{"isActive":false}""")]
    [InlineData(null)]
    public async Task Change_OfTheLastAdmin_IsRefused(string? change)
    {
        var id = await AdminAsync();
        await scene.CreateAsync(("role", "manager"));
        await scene.CreateAsync(("role", "admin"), ("isActive", false));
        var self = scene.As(id, AgentRoles.Admin);

        var (status, problem) = change is null
            ? await self.DeleteAsync(Path(id))
            : await self.PatchAsync(Path(id), System.Text.Json.JsonDocument.Parse(change).RootElement);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("last_admin", AgentScene.Code(problem));
        var now = await scene.GetAsync(id);
        Assert.Equal("admin", now.GetProperty("role").GetString());
        Assert.True(now.GetProperty("isActive").GetBoolean());
    }

    [Fact]
    public async Task Change_OfWhatKeepsItAnAdmin_IsMade()
    {
        var id = await AdminAsync();

        var (status, _) = await scene
            .As(id, AgentRoles.Admin)
            .PatchAsync(
                Path(id),
                new
                {
                    role = "admin",
                    isActive = true,
                    name = "Ann",
                }
            );

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Change_AdminsEndEachOtherAtOnce_OneIsLeft()
    {
        string[] admins = [await AdminAsync(), await AdminAsync(), await AdminAsync(), await AdminAsync()];

        var answers = await Task.WhenAll(
            admins.Select(
                (id, at) =>
                {
                    var other = scene.As(admins[(at + 1) % admins.Length], AgentRoles.Admin);
                    var caller = at % 2 == 0 ? other : other.At(sessions.B);
                    return at == 3
                        ? caller.DeleteAsync(Path(id))
                        : caller.PatchAsync(Path(id), at == 2 ? new { isActive = false } : new { role = "agent" });
                }
            )
        );

        var refused = Assert.Single(answers, answer => answer.Status is HttpStatusCode.Conflict);
        Assert.Equal("last_admin", AgentScene.Code(refused.Body));
        Assert.All(answers.Except([refused]), answer => Assert.True((int)answer.Status < 300, $"{answer}"));
    }

    private static string Path(string id) => "/v1/agents/" + id;

    private async Task<string> AdminAsync() => AgentScene.Id(await scene.CreateAsync(("role", "admin")));
}
