if ! id -u nginx > /dev/null 2>&1; then
  echo "nginx:x:398:398:Nginx web server user:/var/empty:/bin/false" >> /etc/passwd
  echo "nginx:x:398:" >> /etc/group
fi
