#ifndef CORPUS_LINUX_SEQLOCK_H
#define CORPUS_LINUX_SEQLOCK_H

#include <linux/kernel.h>
#include <linux/spinlock.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

typedef struct seqcount_spinlock {
	seqcount_t seqcount;
} seqcount_spinlock_t;

typedef struct {
	seqcount_spinlock_t seqcount;
	spinlock_t lock;
} seqlock_t;

void seqlock_init(seqlock_t *sl);
unsigned int read_seqbegin(const seqlock_t *sl);
unsigned int read_seqretry(const seqlock_t *sl, unsigned int start);
void write_seqlock(seqlock_t *sl);
void write_sequnlock(seqlock_t *sl);
void write_seqlock_bh(seqlock_t *sl);
void write_sequnlock_bh(seqlock_t *sl);

void do_write_seqcount_begin(seqcount_t *s);
void do_write_seqcount_end(seqcount_t *s);
void seqcount_lockdep_reader_access(const seqcount_t *s);

#define write_seqcount_begin(s) do_write_seqcount_begin(&(s)->seqcount)
#define write_seqcount_end(s) do_write_seqcount_end(&(s)->seqcount)

/* A reader spins until no writer is in its section. */
#define read_seqcount_begin(s)                                            \
	({                                                                \
		unsigned int __seq;                                       \
		seqcount_lockdep_reader_access(&(s)->seqcount);           \
		while ((__seq = READ_ONCE((s)->seqcount.sequence)) & 1)   \
			;                                                 \
		__seq;                                                    \
	})

#endif
