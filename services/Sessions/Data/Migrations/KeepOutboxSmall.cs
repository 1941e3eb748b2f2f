using Chat.ServiceDefaults.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>What was published is cleaned away soon, and an event is in one index.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261128180000_KeepOutboxSmall")]
internal sealed class KeepOutboxSmall : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Outbox.KeepSmallDdl);
}
