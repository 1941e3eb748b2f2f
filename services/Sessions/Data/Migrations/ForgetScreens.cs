using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Nobody ever learned of the size of a screen: the setting is gone, and must not make the others unreadable.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127910000_ForgetScreens")]
internal sealed class ForgetScreens : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("update settings set body = body - 'collectScreen' where section = 'privacy'");
}
