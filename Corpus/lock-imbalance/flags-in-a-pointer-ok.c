// run: kernel-version=6.12
/*
 * A file as one word: the pointer, with flags in its low bits. Where there is no file, nothing is locked.
 */

#include <linux/mutex.h>

struct file;

struct fd_word {
	unsigned long word;
};

#define FD_PUT 1
#define FD_UNLOCK 2
#define fd_file_of(f) ((struct file *)((f).word & ~(FD_PUT | FD_UNLOCK)))

struct fd_word fdget_pos(unsigned int fd);
void __f_unlock_pos(struct file *file);

static inline void fd_put_pos(struct fd_word f)
{
	if (f.word & FD_UNLOCK)
		__f_unlock_pos(fd_file_of(f));
}

long position_ok(unsigned int fd, long (*seek)(struct file *file))
{
	struct fd_word f = fdget_pos(fd);
	long result;

	if (!fd_file_of(f))
		return -9;
	result = seek(fd_file_of(f));
	fd_put_pos(f);
	return result;
}
