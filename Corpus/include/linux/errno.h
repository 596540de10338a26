#ifndef CORPUS_LINUX_ERRNO_H
#define CORPUS_LINUX_ERRNO_H

#define EPERM 1
#define ENOENT 2
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define E2BIG 7
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define ENODEV 19
#define EINVAL 22
#define ENOSPC 28
#define EROFS 30
#define EPIPE 32
#define EDEADLK 35
#define ENODATA 61
#define EILSEQ 84
#define ECONNRESET 104
#define EOPNOTSUPP 95
#define ENOTCONN 107
#define ESHUTDOWN 108
#define ETIMEDOUT 110
#define EINPROGRESS 115
#define ERESTARTSYS 512

#endif
