"""the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
import tumbaga.records.base
from alembic import op
from tumbaga.records import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", tumbaga.records.base.Moment(timezone=True), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False
        )

    op.create_table(
        "ledger_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ledger_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("cut", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "modified", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_counter_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_counter")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=100), nullable=True),
        sa.Column("acronym", sa.String(length=30), nullable=True),
        sa.Column(
            "organization_type",
            sa.String(length=20),
            server_default=sa.text("'dependencia'"),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("telephone", sa.String(length=60), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "organization_type IN ('entidad', 'dependencia', 'equipo', 'externa')",
            name=op.f("ck_organization_organization_type"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("code", name=op.f("uq_organization_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_organization_uid")),
    )
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organization_parent_id"), ["parent_id"], unique=False
        )

    op.create_table(
        "publication",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("slug", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("disclosure", sa.String(length=10), nullable=False),
        sa.Column("superseded", sa.BigInteger(), nullable=True),
        sa.Column(
            "modified", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "disclosure IN ('full', 'partial', 'index')",
            name=op.f("ck_publication_disclosure"),
        ),
        sa.CheckConstraint(
            "kind IN ('production_process', 'indicator', 'dataset', 'document', 'organization')",
            name=op.f("ck_publication_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('published', 'retired', 'withdrawn')",
            name=op.f("ck_publication_state"),
        ),
        sa.CheckConstraint(
            "superseded > seq", name=op.f("ck_publication_superseded_later")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_publication")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index("ix_publication_slug", ["kind", "slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_uid"), ["uid"], unique=False)
        batch_op.create_index(
            "uq_publication_address",
            ["kind", "slug"],
            unique=True,
            sqlite_where=sa.text("superseded IS NULL"),
            postgresql_where=sa.text("superseded IS NULL"),
        )
        batch_op.create_index(
            "uq_publication_current",
            ["uid"],
            unique=True,
            sqlite_where=sa.text("superseded IS NULL"),
            postgresql_where=sa.text("superseded IS NULL"),
        )

    op.create_table(
        "publication_history",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("observations", sa.JSON(), nullable=False),
        sa.Column("cut", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_publication_history")),
    )
    with op.batch_alter_table("publication_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publication_history_uid"), ["uid"], unique=False
        )

    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("acronym", sa.String(length=60), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("custodian_id", sa.Integer(), nullable=True),
        sa.Column("producer_position", sa.String(length=200), nullable=True),
        sa.Column("custodian_position", sa.String(length=200), nullable=True),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=300), nullable=True),
        sa.Column("theme", sa.String(length=60), nullable=True),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("medium", sa.String(length=40), nullable=True),
        sa.Column("format", sa.String(length=40), nullable=True),
        sa.Column("frequency", sa.String(length=30), nullable=True),
        sa.Column("spatial", sa.JSON(), nullable=False),
        sa.Column("spatial_level", sa.String(length=40), nullable=True),
        sa.Column("temporal_start", sa.String(length=10), nullable=True),
        sa.Column("temporal_end", sa.String(length=10), nullable=True),
        sa.Column("generated", sa.String(length=10), nullable=True),
        sa.Column("issued", sa.String(length=10), nullable=True),
        sa.Column("trd_series", sa.String(length=200), nullable=True),
        sa.Column("trd_subseries", sa.String(length=200), nullable=True),
        sa.Column("licence", sa.String(length=40), nullable=True),
        sa.Column("personal_data", sa.String(length=20), nullable=True),
        sa.Column("minors", sa.Boolean(), nullable=True),
        sa.Column("confidentiality", sa.String(length=20), nullable=True),
        sa.Column("integrity", sa.String(length=20), nullable=True),
        sa.Column("availability", sa.String(length=20), nullable=True),
        sa.Column("access", sa.String(length=20), nullable=True),
        sa.Column("place", sa.String(length=1000), nullable=True),
        sa.Column(
            "maturity",
            sa.String(length=20),
            server_default=sa.text("'definitiva'"),
            nullable=False,
        ),
        sa.Column("maturity_reason", sa.Text(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("relations", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("desk", sa.JSON(), nullable=False),
        sa.Column("incomplete", sa.JSON(), nullable=False),
        sa.Column(
            "workflow_state",
            sa.String(length=12),
            server_default=sa.text("'draft'"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("first_published", sa.Date(), nullable=True),
        sa.Column("successor_uid", sa.String(length=36), nullable=True),
        sa.Column(
            "created", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.Column(
            "modified", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.CheckConstraint(
            "kind IN ('production_process', 'indicator', 'dataset', 'document')",
            name=op.f("ck_asset_kind"),
        ),
        sa.CheckConstraint(
            "maturity = 'definitiva' OR maturity_reason IS NOT NULL",
            name=op.f("ck_asset_reason_en_construccion"),
        ),
        sa.CheckConstraint(
            "maturity IN ('en_construccion', 'definitiva')",
            name=op.f("ck_asset_maturity"),
        ),
        sa.CheckConstraint(
            "workflow_state IN ('draft', 'submitted', 'returned', 'approved', 'published', 'retired', 'withdrawn')",
            name=op.f("ck_asset_workflow_state"),
        ),
        sa.ForeignKeyConstraint(
            ["custodian_id"], ["organization.id"], name=op.f("fk_asset_custodian_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_asset_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("code", name=op.f("uq_asset_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_asset_uid")),
    )
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asset_custodian_id"), ["custodian_id"], unique=False
        )
        batch_op.create_index(
            "ix_asset_kind_state", ["kind", "workflow_state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_asset_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_asset_theme"), ["theme"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_asset_workflow_state"), ["workflow_state"], unique=False
        )

    op.create_table(
        "fragment",
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["publication.seq"], name=op.f("fk_fragment_seq")
        ),
        sa.PrimaryKeyConstraint("format", "version", "seq", name=op.f("pk_fragment")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("position", sa.String(length=200), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column(
            "active", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_person_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "publication_observation",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("territory", sa.String(length=20), nullable=True),
        sa.Column("breakdown", sa.JSON(), nullable=False),
        sa.Column(
            "value", tumbaga.records.base.Exact(precision=24, scale=8), nullable=True
        ),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["seq"], ["publication.seq"], name=op.f("fk_publication_observation_seq")
        ),
        sa.PrimaryKeyConstraint(
            "seq", "position", name=op.f("pk_publication_observation")
        ),
    )
    op.create_table(
        "classification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("access_class", sa.String(length=12), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=True),
        sa.Column("legitimate_aim", sa.Text(), nullable=True),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.Column("harm", sa.JSON(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=True),
        sa.Column("public_leaves", sa.JSON(), nullable=False),
        sa.Column("index_title", sa.String(length=500), nullable=True),
        sa.Column("act", sa.String(length=300), nullable=True),
        sa.Column("act_date", sa.Date(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=True),
        sa.Column(
            "unlimited", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("review", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "decided", tumbaga.records.base.Moment(timezone=True), nullable=False
        ),
        sa.Column("ended", tumbaga.records.base.Moment(timezone=True), nullable=True),
        sa.CheckConstraint(
            "access_class <> 'reservada' OR norm IS NOT NULL",
            name=op.f("ck_classification_reserve_has_norm"),
        ),
        sa.CheckConstraint(
            "access_class IN ('publica', 'clasificada', 'reservada')",
            name=op.f("ck_classification_access_class"),
        ),
        sa.CheckConstraint(
            "scope IN ('total', 'partial')", name=op.f("ck_classification_scope")
        ),
        sa.CheckConstraint(
            "term_years IS NULL OR term_years BETWEEN 1 AND 15",
            name=op.f("ck_classification_term_years"),
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_classification_asset_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_classification_decided_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classification")),
    )
    with op.batch_alter_table("classification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_classification_asset_id"), ["asset_id"], unique=False
        )
        batch_op.create_index(
            "uq_classification_in_force",
            ["asset_id"],
            unique=True,
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )

    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_version", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["asset.id"], name=op.f("fk_dataset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
    )
    op.create_table(
        "distribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("checksum", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("rows", sa.BigInteger(), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("licence", sa.String(length=40), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "url IS NOT NULL OR checksum IS NOT NULL",
            name=op.f("ck_distribution_reachable"),
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_distribution_asset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution")),
        sa.UniqueConstraint("uid", name=op.f("uq_distribution_uid")),
    )
    with op.batch_alter_table("distribution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_distribution_asset_id"), ["asset_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_distribution_checksum"), ["checksum"], unique=False
        )

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_type", sa.String(length=40), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("publication_date", sa.String(length=10), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["asset.id"], name=op.f("fk_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("indicator_type", sa.String(length=40), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("formula_variables", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("accumulation", sa.String(length=30), nullable=True),
        sa.Column("baseline", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=True),
        sa.Column("breakdowns", sa.JSON(), nullable=False),
        sa.Column("geographic_breakdown", sa.String(length=200), nullable=True),
        sa.Column("thresholds", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("ods", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["asset.id"], name=op.f("fk_indicator_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
    )
    op.create_table(
        "production_process",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ppi_type", sa.String(length=40), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("target_population", sa.Text(), nullable=True),
        sa.Column("observation_units", sa.Text(), nullable=True),
        sa.Column("analysis_units", sa.Text(), nullable=True),
        sa.Column("geographic_coverage", sa.Text(), nullable=True),
        sa.Column("disaggregation", sa.Text(), nullable=True),
        sa.Column("norms", sa.JSON(), nullable=False),
        sa.Column("collection_periods", sa.JSON(), nullable=False),
        sa.Column("principal_investigator", sa.String(length=300), nullable=True),
        sa.Column("funding", sa.String(length=300), nullable=True),
        sa.Column("collection_modes", sa.JSON(), nullable=False),
        sa.Column("storage", sa.String(length=40), nullable=True),
        sa.Column("documentation_state", sa.String(length=40), nullable=True),
        sa.Column("dissemination_media", sa.JSON(), nullable=False),
        sa.Column("disseminates", sa.Boolean(), nullable=True),
        sa.Column("sampling", sa.Text(), nullable=True),
        sa.Column("methodology", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"],
            ["asset.id"],
            name=op.f("fk_production_process_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_process")),
    )
    op.create_table(
        "variable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("universe", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=100), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_variable_asset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variable")),
        sa.UniqueConstraint("asset_id", "name", name=op.f("uq_variable_asset_id_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_variable_uid")),
    )
    with op.batch_alter_table("variable", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_variable_asset_id"), ["asset_id"], unique=False
        )

    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("territory", sa.String(length=20), nullable=True),
        sa.Column("breakdown", sa.JSON(), nullable=False),
        sa.Column("breakdown_key", sa.String(length=300), nullable=False),
        sa.Column(
            "value", tumbaga.records.base.Exact(precision=24, scale=8), nullable=True
        ),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_observation_indicator_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
        sa.UniqueConstraint(
            "indicator_id",
            "period",
            "territory",
            "breakdown_key",
            name=op.f("uq_observation_indicator_id_period_territory_breakdown_key"),
        ),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_observation_indicator_id"), ["indicator_id"], unique=False
        )

    triggers.create(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_indicator_id"))

    op.drop_table("observation")
    with op.batch_alter_table("variable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_variable_asset_id"))

    op.drop_table("variable")
    op.drop_table("production_process")
    op.drop_table("indicator")
    op.drop_table("document")
    with op.batch_alter_table("distribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_distribution_checksum"))
        batch_op.drop_index(batch_op.f("ix_distribution_asset_id"))

    op.drop_table("distribution")
    op.drop_table("dataset")
    with op.batch_alter_table("classification", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_classification_in_force",
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_classification_asset_id"))

    op.drop_table("classification")
    op.drop_table("publication_observation")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_organization_id"))

    op.drop_table("person")
    op.drop_table("fragment")
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_workflow_state"))
        batch_op.drop_index(batch_op.f("ix_asset_theme"))
        batch_op.drop_index(batch_op.f("ix_asset_organization_id"))
        batch_op.drop_index("ix_asset_kind_state")
        batch_op.drop_index(batch_op.f("ix_asset_custodian_id"))

    op.drop_table("asset")
    with op.batch_alter_table("publication_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_history_uid"))

    op.drop_table("publication_history")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_publication_current",
            sqlite_where=sa.text("superseded IS NULL"),
            postgresql_where=sa.text("superseded IS NULL"),
        )
        batch_op.drop_index(
            "uq_publication_address",
            sqlite_where=sa.text("superseded IS NULL"),
            postgresql_where=sa.text("superseded IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_publication_uid"))
        batch_op.drop_index("ix_publication_slug")

    op.drop_table("publication")
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_parent_id"))

    op.drop_table("organization")
    op.drop_table("ledger_counter")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))

    op.drop_table("audit_entry")
