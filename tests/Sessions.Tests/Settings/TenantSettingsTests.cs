using System.Net.Sockets;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Settings;

[Trait("Level", "Component")]
public sealed class TenantSettingsTests(SessionsFixture sessions)
{
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private Guid TenantId => owner.Principal.TenantId;

    [Fact]
    public async Task Get_NeverChanged_IsTheDefault() => Assert.Equal(new ChatSettings(), await ChatAsync(sessions.A));

    [Fact]
    public async Task Get_ChangedHere_IsTheNewAtOnce()
    {
        await ChatAsync(sessions.A);

        await owner.ChangeSettingsAsync("chat", new { chatMode = "fixed" });

        Assert.Equal(ChatMode.Fixed, (await ChatAsync(sessions.A)).ChatMode);
    }

    [Fact]
    public async Task Get_ChangedAtAnotherInstance_IsTheNewSoon()
    {
        await ChatAsync(sessions.B);

        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 77 });

        // Far less than the age at which B would look by itself.
        await Eventually.TrueAsync(
            async () => (await ChatAsync(sessions.B)).IdleTimeoutSeconds == 77,
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task Get_ListenersConnectionLost_HearsAgain()
    {
        await ChatAsync(sessions.B);
        await using var command = sessions.A.Admin.CreateCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where query like 'listen %' and datname = current_database()
            """
        );

        Assert.True((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! >= 2);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 78 });

        await Eventually.TrueAsync(
            async () => (await ChatAsync(sessions.B)).IdleTimeoutSeconds == 78,
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task Get_WrittenByANewerVersion_HasDefaultsWhereItCannotBeRead()
    {
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 82 });
        await owner.ChangeSettingsAsync("agents", new { maxConcurrentChats = 9 });
        await using var command = sessions.A.Admin.CreateCommand(
            """
            update settings set body = body || '{"chatMode": "telepathic", "newer": 1}'
            where tenant_id = $1 and section = 'chat'
            """
        );
        command.Parameters.AddWithValue(TenantId);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var settings = Alone(new FakeTimeProvider());

        Assert.Equal(new ChatSettings(), await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None));
        Assert.Equal(9, (await settings.GetAsync<AgentsSettings>(TenantId, CancellationToken.None)).MaxConcurrentChats);
    }

    [Fact]
    public async Task Get_Known_AnswersWithoutWaiting()
    {
        await ChatAsync(sessions.A);

        Assert.True(
            sessions.A.Get<TenantSettings>().GetAsync<AiSettings>(TenantId, CancellationToken.None).AsTask().IsCompleted
        );
    }

    [Fact]
    public async Task Get_ChangedUnheard_IsTheNewAfterAWhile()
    {
        var time = new FakeTimeProvider();
        var settings = Alone(time);
        await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 79 });

        time.Advance(TimeSpan.FromSeconds(61));

        var read = await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None).AsTask().WithTimeout();
        Assert.Equal(79, read.IdleTimeoutSeconds);
    }

    [Fact]
    public async Task Get_ABitOld_AnswersTheOldAndReadsBehindIt()
    {
        var time = new FakeTimeProvider();
        var settings = Alone(time);
        await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 80 });

        time.Advance(TimeSpan.FromSeconds(21));

        Assert.True(settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None).AsTask().IsCompleted);
        await Eventually.TrueAsync(
            async () =>
                (await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None)).IdleTimeoutSeconds == 80,
            TestContext.Current.CancellationToken
        );
    }

    public static TheoryData<Exception> Faults() =>
        new()
        {
            new NpgsqlException("away"),
            // As Npgsql lets it through when the name of its host is not found.
            new SocketException(11001),
        };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Get_StoreAwayWhileOld_AnswersTheOldUntilItIsBack(Exception fault)
    {
        var time = new FakeTimeProvider();
        var away = false;
        var builder = new NpgsqlDataSourceBuilder(
            sessions.A.Get<ServiceDataSources>().App.ConnectionString + ";Pooling=false"
        );
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException(),
            _ => away ? Task.FromException(fault) : Task.CompletedTask
        );
        await using var source = builder.Build();
        var settings = Alone(time, source);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 81 });
        await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None);
        away = true;

        time.Advance(TimeSpan.FromMinutes(5));

        var read = await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None).AsTask().WithTimeout();
        Assert.Equal(81, read.IdleTimeoutSeconds);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 83 });
        away = false;
        await Eventually.TrueAsync(
            async () =>
                (await settings.GetAsync<ChatSettings>(TenantId, CancellationToken.None)).IdleTimeoutSeconds == 83,
            TestContext.Current.CancellationToken
        );
    }

    private ValueTask<ChatSettings> ChatAsync(SessionsInstance instance) =>
        instance.Get<TenantSettings>().GetAsync<ChatSettings>(TenantId, TestContext.Current.CancellationToken);

    // Nobody tells it anything.
    private TenantSettings Alone(FakeTimeProvider time, NpgsqlDataSource? source = null) =>
        new(
            new SettingsStore(source ?? sessions.A.Get<NpgsqlDataSource>()),
            time,
            new Microsoft.Extensions.Logging.Abstractions.NullLogger<TenantSettings>()
        );
}
