if ! test -e "$PGDATA/PG_VERSION"; then
  rm -f "$PGDATA"/*.conf
  initdb --username=postgres
fi

ln -sfn "@{postgresql.conf}" "$PGDATA/postgresql.conf"
